import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltybench.exchange.xlsx.formats import BUILT_IN, NumberFault, is_date, number_text


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("3", "General", "3"),
        ("-3", "General", "-3"),
        ("0", "General", "0"),
        ("12000", "General", "12000"),
        ("1E3", "General", "1000"),
        ("0.1", "General", "0.1"),
        ("1.1000000000000001", "General", "1.1"),
        ("4.3499999999999996", "General", "4.35"),
        ("0.28999999999999998", "General", "0.29"),
        ("123456789012345", "General", "123456789012345"),
        ("5", "@", "5"),
        ("5", "0.00", "5"),
        ("5.25", "0.00", "5.25"),
        ("50000", "#,##0", "50000"),
        ("50000", '#,##0"元"', "50000元"),
        ("5", '0"万元"', "5万元"),
        ("5", "0元", "5元"),
        ("5000", "¥#,##0.00", "5000元"),
        ("5000", '"¥"#,##0', "5000元"),
        ("5000", "[$¥-804]#,##0.00", "5000元"),
        ("5000", "_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* -_ ;_ @_ ", "5000元"),
        ("0.05", "0%", "5%"),
        ("0.055", "0.0%", "5.5%"),
        ("1", "0%", "100%"),
        ("46082", "yyyy-mm-dd", "2026-03-01"),
        ("46082", "yyyy年m月d日", "2026-03-01"),
        ("46082", "[$-F800]dddd, mmmm dd, yyyy", "2026-03-01"),
        ("59", "yyyy/m/d", "1900-02-28"),
        ("61", "yyyy/m/d", "1900-03-01"),
    ],
)
def test_what_a_number_says(raw: str, code: str, text: str) -> None:
    assert number_text(raw, code) == text


def test_days_since_1904() -> None:
    assert number_text("44620", "yyyy-mm-dd", from_1904=True) == "2026-03-01"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("0.30000000000000004", "General"),
        ("0.1000000000000001", "General"),
        ("1234567890123456789", "General"),
        ("1E300", "General"),
        ("1E-300", "General"),
        ("NaN", "General"),
        ("Infinity", "General"),
        ("five", "General"),
        ("", "General"),
        ("5.255", "0.00"),
        ("0.055", "0%"),
        ("50000", "0,"),
        ("50000", '0!.0,"万元"'),
        ("50000", "0.00E+00"),
        ("0.5", "# ?/?"),
        ("-5", "#,##0_);(#,##0)"),
        ("5", '[>4]"多";"少"'),
        ("5", "?"),
        ("46082.5", "yyyy-mm-dd h:mm"),
        ("60", "yyyy-mm-dd"),
        ("-1", "yyyy-mm-dd"),
        ("99999999", "yyyy-mm-dd"),
    ],
)
def test_what_no_number_says_for_certain(raw: str, code: str) -> None:
    with pytest.raises(NumberFault) as fault:
        number_text(raw, code)
    assert fault.value.message.zh != fault.value.message.en
    assert fault.value.remedy.zh


@given(st.decimals(0, 10**9, places=2))
def test_amounts_are_read_as_they_were_typed(amount) -> None:  # type: ignore[no-untyped-def]
    """What Excel stores for a typed amount, in 17 digits, is read as that amount."""
    text = number_text(f"{float(amount):.17g}", "General")
    assert float(text) == float(amount)
    assert text == f"{amount.normalize():f}"


@pytest.mark.parametrize("code", ["General", "0.00", "0%", "@", '0"日"', "#,##0"])
def test_numbers_are_no_days(code: str) -> None:
    assert not is_date(code)


def test_every_built_in_format_is_known() -> None:
    assert all(BUILT_IN.values())
