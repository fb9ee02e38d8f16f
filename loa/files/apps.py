from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "loa.files"
    label = "files"
    verbose_name = "Files"

    def ready(self) -> None:
        from loa.files import quarantine

        quarantine.prepare()
