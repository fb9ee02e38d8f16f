"""The catalogues' script, in a small house of its own."""

import gettext

import pytest

from scripts import messages

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
NAME = _("Body")
def told(n):
    return ngettext("%(n)s body", "%(n)s bodies", n) % {"n": n}
MONTH = pgettext("month", "May")
"""
PAGE = """{% load i18n %}
  <h1>{% translate "Board" %}</h1>
    <p>{% blocktranslate trimmed with who=name %}
      Sent by {{ who }}
    {% endblocktranslate %} (" '</p>
"""
JINJA = "<p>{{ _('Rows: %(n)s', n=3) }}</p>"


@pytest.fixture
def house(tmp_path, monkeypatch):
    app = tmp_path / "loa" / "orgs"
    (app / "templates/orgs").mkdir(parents=True)
    (app / "jinja2/orgs").mkdir(parents=True)
    (app / "names.py").write_text(PYTHON)
    (app / "templates/orgs/page.html").write_text(PAGE)
    (app / "jinja2/orgs/table.html").write_text(JINJA)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "PACKAGE", tmp_path / "loa")
    return tmp_path


def catalogue(house):
    return messages.catalogue_path("orgs")


def translate(house, english, vietnamese):
    path = catalogue(house)
    text = path.read_text(encoding="utf-8")
    assert f'msgid "{english}"\nmsgstr ""' in text
    path.write_text(
        text.replace(
            f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{vietnamese}"'
        ),
        encoding="utf-8",
    )


def test_texts_are_found_in_python_and_both_kinds_of_template(house):
    found = {item.singular for item in messages.extract("orgs")}
    assert found == {
        "Body",
        "%(n)s body",
        "May",
        "Board",
        "Sent by %(who)s",
        "Rows: %(n)s",
    }


def test_an_update_keeps_translations_and_drops_what_is_gone(house):
    messages.main(["update"])
    translate(house, "Body", "Cơ quan")
    (house / "loa/orgs/templates/orgs/page.html").write_text("")

    messages.main(["update", "orgs"])

    text = catalogue(house).read_text(encoding="utf-8")
    assert 'msgstr "Cơ quan"' in text
    assert "Board" not in text


def test_an_update_without_change_leaves_the_file_as_it_is(house):
    messages.main(["update"])
    before = catalogue(house).read_bytes()

    messages.main(["update"])

    assert catalogue(house).read_bytes() == before
    assert b"POT-Creation-Date" not in before


def test_a_gap_is_named(house, capsys):
    messages.main(["update"])

    assert messages.main(["check", "orgs"]) == 1
    assert "'Board' has no Vietnamese" in capsys.readouterr().out


def test_a_new_text_is_named_before_it_is_taken_in(house, capsys):
    assert messages.main(["check", "orgs"]) == 1
    assert "'Board' is not in the catalogue" in capsys.readouterr().out


def test_a_lost_placeholder_is_named(house):
    messages.main(["update"])
    translate(house, "Sent by %(who)s", "Đã gửi")

    assert any("'Sent by %(who)s' has []" in each for each in messages.check(["orgs"]))


def test_one_text_with_two_translations_is_named(house):
    other = house / "loa" / "desk"
    other.mkdir()
    (other / "names.py").write_text("from x import gettext as _\nA = _('Body')\n")
    messages.main(["update"])
    translate(house, "Body", "Cơ quan")
    path = messages.catalogue_path("desk")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Body"\nmsgstr ""', '"Body"\nmsgstr "Thân"'))

    assert messages.conflicts(["desk", "orgs"]) == [
        "orgs: 'Body' is 'Cơ quan'; desk: 'Thân'"
    ]


def test_what_is_compiled_is_read_by_the_program(house):
    messages.main(["update"])
    translate(house, "Board", "Bảng theo dõi")

    messages.main(["compile"])

    with catalogue(house).with_suffix(".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.gettext("Board") == "Bảng theo dõi"
    assert read.gettext("Body") == "Body"


def test_an_app_that_is_not_there_is_refused(house, capsys):
    with pytest.raises(SystemExit):
        messages.main(["check", "nowhere"])
    assert "no such app: nowhere" in capsys.readouterr().err
