from penaltybench.text import Text, closest, same


def test_a_text_has_two_languages():
    text = Text("罚款", "fine")
    assert (text.get("zh"), text.get("en")) == ("罚款", "fine")
    assert str(text) == "罚款 (fine)"
    assert str(same("x.y")) == "x.y"


def test_the_closest_word_is_found_whatever_the_order():
    assert closest("goods_vaule", {"area", "goods_value"}) == "goods_value"
    assert closest("harm", ["xyz"]) is None
    assert closest("a", []) is None
