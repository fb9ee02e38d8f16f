"""What every template knows: the theme the person chose."""

from typing import Any, Final

from django.http import HttpRequest

THEME_COOKIE: Final = "theme"
THEMES: Final = ("light", "dark")


def page(request: HttpRequest) -> dict[str, Any]:
    """Give templates `theme`: "light", "dark", or "" to follow the system."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return {"theme": chosen if chosen in THEMES else ""}
