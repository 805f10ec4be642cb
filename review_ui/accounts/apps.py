"""Django app of the accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts, log-in failures."""

    name = "review_ui.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
