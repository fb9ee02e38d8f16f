from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "loa.operations"
    label = "operations"
    verbose_name = "Operations"
