from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "loa.files"
    label = "files"
    verbose_name = "Files"
