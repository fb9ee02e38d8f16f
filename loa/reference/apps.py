from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "loa.reference"
    label = "reference"
    verbose_name = "Reference"
