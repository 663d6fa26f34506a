"""Prices, change, unit prices, saving and spending."""

from .assemble import assemble
from .money_buy import basket, change, cost, sale
from .money_deal import Deal
from .money_save import budget, saving, unit_price
from .question import Question

KINDS = {cost: 18, basket: 24, change: 20, unit_price: 10, saving: 14, sale: 8, budget: 6}


def money(r):
    q = Question(r)
    kind = r.choices(list(KINDS), list(KINDS.values()))[0]
    deal = Deal(q)
    x, ask = kind(deal)
    return q.item(assemble(q, deal.clauses, ask), x, 'money')
