"""退赔后没收的违法所得，先行限制人身自由的折抵；数额是虚构的。 What is left to pay and to serve (made up)."""

import penaltybench as pb
from penaltybench.interval import Interval
from penaltybench.payment import payment

YUAN = 100  # fen
left = payment(
    pb.Money(1_000 * YUAN),
    gains=pb.Money(12_000 * YUAN),
    to_return=pb.Money(4_000 * YUAN),
    detention=Interval(10, 15),
    days_held=7,
)
assert left.detention is not None
print(f"罚款 {left.fine}，没收 {left.confiscated}，合计 {left.total}")
print(f"行政拘留还须执行 {left.detention.low} 至 {left.detention.high} 日")
