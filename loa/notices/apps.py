from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "loa.notices"
    label = "notices"
    verbose_name = "Notices"

    def ready(self) -> None:
        """Look at the outbox each minute."""
        from loa.jobs.periodic import every_minute
        from loa.notices.jobs import look_at_outbox

        every_minute("notices.outbox", look_at_outbox)
