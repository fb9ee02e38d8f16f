from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "loa.channels"
    label = "channels"
    verbose_name = "Channels"

    def ready(self) -> None:
        from loa.channels import listeners

        listeners.connect()
