"""The frame of every page: theme, language, errors, the font, the size of uploads."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.management import call_command
from django.http import Http404
from django.test import Client, RequestFactory, override_settings
from django.urls import path, reverse
from fontTools.ttLib import TTFont

from loa.common import errors, fonts
from loa.common.middleware import UploadLimitMiddleware
from loa.config.urls import urlpatterns as ours
from loa.desk.shell import RAIL
from tests.architecture.matrix import MATRIX

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


def refuse(request):
    raise PermissionDenied


def lose(request):
    raise Http404


def misread(request):
    raise BadRequest


def fail(request):
    raise RuntimeError("a fault of ours")


for view in (refuse, lose, misread, fail):
    view.login_required = False

urlpatterns = [
    *ours,
    *[path(f"{view.__name__}/", view) for view in (refuse, lose, misread, fail)],
]
handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "status"),
    [("refuse", 403), ("lose", 404), ("misread", 400), ("fail", 500)],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_error_says_what_to_do_in_the_readers_language(name, status, language):
    client = Client(raise_request_exception=False)
    client.cookies["django_language"] = language

    with override_settings(ROOT_URLCONF=__name__):
        answer = client.get(f"/{name}/")

    assert answer.status_code == status
    page = answer.content.decode()
    assert f'<html lang="{language}"' in page
    assert ("Go to my work" if language == "en" else "Về Việc của tôi") in page


def test_the_page_of_our_own_mistakes_needs_no_database(rf):
    # Without the mark `django_db` a query would fail this test.
    answer = errors.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert b"<h1>" in answer.content


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_to_load_again(client):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(reverse("common:set_theme"), {"theme": "dark"})

    assert answer.status_code == 403
    assert "403" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_stays(client, cast, theme):
    answer = client.post(
        reverse("common:set_theme"), {"theme": theme, "next": "/thanh-phan/"}
    )

    assert answer["Location"] == "/thanh-phan/"
    assert answer.cookies["theme"].value == theme
    client.force_login(cast.clerk)
    page = client.get(reverse("common:components")).content.decode()
    assert f'data-theme="{theme}"' in page


@pytest.mark.django_db
def test_an_unknown_theme_follows_the_system_and_no_one_is_sent_elsewhere(client):
    client.cookies["theme"] = "dark"

    answer = client.post(
        reverse("common:set_theme"), {"theme": "pink", "next": "https://example.com/"}
    )

    assert answer["Location"] == "/"
    assert answer.cookies["theme"].value == ""


@pytest.mark.django_db
def test_a_theme_is_not_changed_by_a_link(client):
    assert client.get(reverse("common:set_theme"), {"theme": "dark"}).status_code == 405


@pytest.mark.django_db
def test_a_chosen_language_stays(client, cast):
    client.post(
        reverse("common:set_language"), {"language": "en", "next": "/thanh-phan/"}
    )
    client.force_login(cast.clerk)

    page = client.get(reverse("common:components")).content.decode()

    assert '<html lang="en"' in page
    assert "My account" in page or "Sign out" in page or "Light" in page


@override_settings(LOA_MAX_UPLOAD=1000)
def test_a_file_too_large_is_refused_before_it_is_read(rf: RequestFactory):
    request = rf.post("/", CONTENT_LENGTH=str(3 * 1024 * 1024))
    answer = UploadLimitMiddleware(lambda request: pytest.fail("was let in"))(request)

    assert answer.status_code == 413
    assert "1.000 B" in answer.content.decode() or "1,000 B" in answer.content.decode()


@override_settings(LOA_MAX_UPLOAD=1000)
@pytest.mark.parametrize("length", ["", "12", "many"])
def test_what_is_small_or_says_no_size_is_let_in(rf, length):
    request = rf.post("/")
    request.META["CONTENT_LENGTH"] = length

    assert UploadLimitMiddleware(lambda request: "in")(request) == "in"


@pytest.mark.parametrize("name", fonts.FILES)
def test_the_font_is_found_and_has_every_vietnamese_letter(name):
    found = finders.find(f"common/fonts/{name}")
    assert found is not None

    drawn = TTFont(found).getBestCmap()

    assert [c for c in LETTERS + LETTERS.upper() if ord(c) not in drawn] == []


def test_only_the_files_that_are_used_are_served():
    assert finders.find("common/fonts/BeVietnamPro-Thin.ttf") is None
    listed = [
        name
        for finder in finders.get_finders()
        for name, storage in finder.list(None)
        if getattr(storage, "prefix", "") == "common/fonts"
    ]
    assert sorted(listed) == sorted(fonts.FILES)


def test_every_file_that_a_style_names_is_there():
    style = Path(str(finders.find("common/fonts.css"))).read_text(encoding="utf-8")

    for name in fonts.FILES:
        assert f'url("fonts/{name}")' in style


@pytest.mark.django_db
def test_the_site_refuses_an_upload_that_is_too_large_in_the_readers_language(cast):
    client = cast.client("clerk")
    client.cookies["django_language"] = "en"

    with override_settings(LOA_MAX_UPLOAD=1000):
        answer = client.post(
            "/", b"x" * (1024 * 1024 + 2000), content_type="application/octet-stream"
        )

    assert answer.status_code == 413
    assert "Loa takes files up to" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["en-US,en;q=0.9", "fr"])
def test_vietnamese_is_spoken_whatever_the_browser_asks_for(client, asked):
    page = client.get(reverse("accounts:sign_in"), headers={"accept-language": asked})

    assert '<html lang="vi"' in page.content.decode()


def test_collected_files_have_names_that_change_with_them(tmp_path):
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path, STORAGES={**settings.STORAGES, "staticfiles": storage}
    ):
        call_command("collectstatic", verbosity=0, interactive=False)
        names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]

    style = (tmp_path / names["common/fonts.css"]).read_text(encoding="utf-8")
    for name in fonts.FILES:
        hashed = names[f"common/fonts/{name}"]
        assert hashed.removeprefix("common/") in style
        assert (tmp_path / f"{hashed}.gz").exists()
    assert not (tmp_path / "BeVietnamPro-Regular.ttf").exists()


# A person's own things, doors, and files that open without a frame.
NOWHERE = {
    "accounts:sign_in", "accounts:first_code", "accounts:profile", "common:components",
    "notices:inbox", "notices:preferences", "notices:outbox", "notices:message",
    "operations:health", "oversight:picture", "oversight:inspect_export",
    "oversight:visit_file", "oversight:proof_file",
}  # fmt: skip


def test_the_rail_says_of_every_page_where_one_is():
    pages = {
        name for name, row in MATRIX.items() if row.method == "get" and ":" in name
    }
    lit = {
        name: [entry.name for entry in RAIL if entry.is_lit(*name.rsplit(":", 1))]
        for name in pages - NOWHERE
    }

    assert {name for name, entries in lit.items() if len(entries) != 1} == set()
