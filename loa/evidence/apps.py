from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "loa.evidence"
    label = "evidence"
    verbose_name = "Evidence"
