"""What a penalty cell says, in the short form in which tests and jiangmen_sample.yaml expect it."""

from fractions import Fraction

from penaltybench.exchange.published.model import Fine, Kind, Order, Unit


def said(understood):
    return [_part(part) for part in understood.parts]


def _part(part):
    words = [] if part.joint == "and" else [part.joint]
    words.append(_item(part.item))
    if part.may:
        words.append("may")
    if part.along:
        words.append("beside" if part.along == "并" else "alone or beside")
    if part.respondent:
        words.append(f"for {part.respondent}")
    words.extend(f"if [{_condition(one)}]" for one in part.conditions)
    return " ".join(words)


def _item(item):
    if isinstance(item, Fine):
        return _fine(item)
    if isinstance(item, Order):
        return f"order {item.words}"
    if isinstance(item, Kind):
        text = item.kind.value
        text += f" {item.words}" if item.words else ""
        text += f" [{item.object}]" if item.object else ""
        return text + (f" {_range(item.time)} {item.time.high.unit.value}" if item.time else "")
    return f"{item.category} {item.words}"


def _fine(fine):
    words = ["fine", "open" if fine.range is None else _range(fine.range)]
    if fine.base:
        times = fine.range.high is not None and fine.range.high.unit is Unit.TIMES
        mixed = times and fine.range.low is not None and fine.range.low.unit is not Unit.TIMES
        words.append(
            f"times of {fine.base}" if mixed else f"{'times' if times else 'of'} {fine.base}"
        )
    if fine.per:
        words.append(f"per {fine.per}" + (f" of {fine.by}" if fine.by else ""))
    words.extend(["a day"] if fine.daily else [])
    for name in ("at_least", "at_most", "base_at_least"):
        fen = getattr(fine, name)
        words.extend([f"{name.replace('_', ' ')} {_yuan(fen)}"] if fen is not None else [])
    for one in fine.increments:
        words.append(f"plus {_range(one.add)} each [{one.step}]")
        words.extend([f"in [{one.scope}]"] if one.scope else [])
        words.extend(f"{rule.mode} [{rule.what}]" for rule in one.rounding)
    return " ".join(words)


def _condition(condition):
    tests = [
        f"{test.subject} {_range(test.range)}"
        if test.range
        else f"{test.subject} {'present' if test.present else 'absent'}"
        for test in condition.tests
    ]
    return f"{condition.words}: {', '.join(tests)}" if tests else condition.words


def _range(range_):
    low, high = range_.low, range_.high
    if low == high:
        return _end(low)
    if high is None:
        return f"from {_end(low)}"
    return f"up to {_end(high)}" if low is None else f"{_end(low)} to {_end(high)}"


def _end(end):
    if end.unit is Unit.FEN:
        text = _yuan(end.value)
    elif end.unit is Unit.PERCENT:
        text = f"{_number(end.value * 100)}%"
    else:
        text = _number(end.value)
    return text if end.included else f"{text} (open)"


def _yuan(fen):
    return _number(Fraction(fen) / 100)


def _number(value):
    value = Fraction(value)
    return str(value) if value.denominator in (1, 2, 3) else f"{float(value):g}"
