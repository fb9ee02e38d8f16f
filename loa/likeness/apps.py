from django.apps import AppConfig


class LikenessConfig(AppConfig):
    name = "loa.likeness"
    label = "likeness"
    verbose_name = "Likeness"
