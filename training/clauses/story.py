"""What is told before the question."""


class Story:
    """clauses: [(subject or None, predicate)], as assemble takes them."""

    def __init__(s, q):
        s.q = q
        s.clauses = []

    def tell(s, subject, predicate):
        s.clauses.append((subject, predicate))
