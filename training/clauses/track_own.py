"""What somebody has, gets and gives away."""

from . import track_start as start
from .track_world import World
from .words import FOOD, GAIN, LOSE, RARE_GAIN, RARE_LOSE


class Own(World):
    shares = True

    def open(s):
        k = s.q.r.random()
        if k < 0.68:
            start.plain(s)
        elif k < 0.82:
            start.in_boxes(s)
        elif k < 0.92:
            start.in_two_parts(s)
        else:
            start.compared(s)

    def first_verb(s):
        return s.p('buy', 'collect', 'find', 'get', 'bring', 'bake' if s.q.o1 in FOOD else 'make')

    def gain(s, m):
        q, p, o, r = s.q, s.p, s.q.o, s.q.r
        k, subject, what = s.draw(m)
        if k < 0.72:
            verb = q.v(r.choice(GAIN if r.random() < 0.55 else RARE_GAIN))
            s.tell(subject, f"{verb} {what}")
        elif k < 0.9:
            verb = q.c(p('give', 'bring', 'send', 'hand', 'lend'))
            s.tell(q.M, f"{verb} {q.obj()} {p(f'{m} more', f'{m} {o}', f'{m} more {o}', f'another {m}')}")
        elif k < 0.95:
            s.tell(subject, f"{q.v('be')} given {m} more")
        else:
            s.tell(None, f"{m} {p('more', 'more ' + o, 'new ' + o)} {q.are} {p('given', 'sent', 'handed', 'brought')} to {q.obj()}")

    def lose(s, m):
        q, p, o, r = s.q, s.p, s.q.o, s.q.r
        k, subject, _ = s.draw(m)
        if q.o1 in FOOD and r.random() < 0.35:
            s.tell(subject, f"{q.v('eat')} {p(m, f'{m} of them', f'{m} {o}')}")
        elif k < 0.55:
            verb = q.v(r.choice(LOSE if r.random() < 0.55 else RARE_LOSE))
            s.tell(subject, f"{verb} {p(m, m, f'{m} of them', f'{m} {o}', f'{m} of the {o}')}")
        elif k < 0.8:
            verb = q.v(p('give', 'sell', 'send', 'lend', 'give', 'hand'))
            what = p(m, f'{m} of them', f'{m} {o}')
            s.tell(subject, f"{verb} {what} to {p(q.M, q.M, 'a friend', q.own() + ' brother', q.own() + ' sister')}")
        elif k < 0.9:
            s.tell(q.M, f"{q.c(p('take', 'borrow', 'break'))} {p(m, f'{m} of them', f'{m} {o}')}")
        elif k < 0.94:
            s.tell(None, f"{m} {p('', 'of them ', o + ' ')}{q.are} {p('taken', 'stolen', 'borrowed')} from {q.obj()}")
        elif q.is_past:
            s.tell(None, f"{m} of them {p('broke', 'were lost', 'fell down', 'went missing', 'were stolen')}")
        else:
            s.tell(None, f"{m} of them {p('break', 'are lost', 'fall down', 'go missing')}")

    def draw(s, m):
        """A number that chooses among the sentences, the subject, and what is got (drawn for a loss too, which does not use it)."""
        q, o = s.q, s.q.o
        k = q.r.random()
        subject = q.pro()
        what = s.p(
            f"{m} more",
            f"{m} more {o}",
            f"another {m}",
            f"another {m} {o}",
            f"{m} {o} more",
            f"{m} extra {o}",
            f"{m} new {o}",
            f"{m} more from {q.M}",
            f"{m} {o} from {q.M}",
        )
        return k, subject, what

    def ask(s, subject, many):
        q, p, o, aux = s.q, s.p, s.q.o, s.q.aux()
        last = q.steps[-1][1] if q.steps else ''
        fallen = last in ('-', '/')
        have = f"{many} {o} {aux} {subject} have "
        return p(
            have + p('now', 'left' if fallen else 'now', 'in the end', 'at the end', 'altogether', 'in total', ''),
            have + (p('left', 'now') if fallen else 'now'),
            f"{many} {o} are {p('left', 'there now')}" if fallen else f"{many} {o} is that {p('', 'now', 'in total', 'altogether')}",
            f"how many {p('', o + ' ')}remain" if last == '-' else f"how many {o} {aux} {subject} have",
            *s.ask_shortly(aux, subject),
            f"what is the {p('total', 'final')} number of {o}",
        )

    def ask_shortly(s, aux, subject):
        return "how many does that make", f"how many {aux} {subject} have {s.p('now', 'left', '', 'then')}"
