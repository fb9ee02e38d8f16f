from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "loa.orgs"
    label = "orgs"
    verbose_name = "Bodies"
