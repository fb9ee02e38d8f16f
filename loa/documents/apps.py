from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "loa.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        """Listen to what is saved, so that a search finds it."""
        from loa.documents import searching  # noqa: F401
