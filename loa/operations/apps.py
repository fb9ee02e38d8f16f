from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "loa.operations"
    label = "operations"
    verbose_name = "Operations"

    def ready(self) -> None:
        from loa.jobs.periodic import every_hour
        from loa.operations.upkeep import forget_once_keys

        every_hour("operations.forget_once_keys", forget_once_keys)
