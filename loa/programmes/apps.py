from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "loa.programmes"
    label = "programmes"
    verbose_name = "Programmes"
