"""罚金折抵罚款、拘留折抵、退赔，见行政处罚法第三十五条、第二十八条第二款；数额是虚构的。 What is left to pay."""

import penaltybench as pb
from penaltybench.interval import Interval
from penaltybench.payment import payment


def yuan(amount: int) -> pb.Money:
    return pb.Money(amount * 100)


left = payment(
    yuan(50_000),
    gains=yuan(12_000),
    to_return=yuan(4_000),
    criminal_fine=yuan(20_000),
    detention=Interval(10, 15),
    days_served=7,
)
assert left.detention is not None
print(f"罚款 {left.fine}（折抵 {left.set_off}），没收 {left.confiscated}，合计 {left.total}")
print(f"行政拘留还须执行 {left.detention.low} 至 {left.detention.high} 日")
