"""Django app of the services directory."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """The directory of services."""

    name = "review_ui.resources"
    label = "resources"
    default_auto_field = "django.db.models.BigAutoField"
