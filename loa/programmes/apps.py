from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "loa.programmes"
    label = "programmes"
    verbose_name = "Programmes"

    def ready(self) -> None:
        from loa.programmes import exchange, listeners

        listeners.connect()
        exchange.connect()
