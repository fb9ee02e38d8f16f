from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class FetchingConfig(AppConfig):
    name = "loa.fetching"
    label = "fetching"
    verbose_name = _("Fetching")

    def ready(self) -> None:
        """Let workers ask for pages, where that is switched on."""
        from loa.fetching.jobs import fetch
        from loa.jobs import periodic

        if settings.LOA_FETCH:
            periodic.all_the_time("fetching", fetch)
