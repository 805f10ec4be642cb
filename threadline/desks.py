"""A desk's own view of the installation: its paths, keys and the settings it needs, and nothing of the other desk."""

from review_ui.desk import Desk, DeskName
from threadline.config import Settings


def desk_of(settings: Settings, name: DeskName) -> Desk:
    """The desk `hotline` or `casework` of the installation that the settings name; keys are made at first use."""
    folder = settings.folder
    is_hotline = name == "hotline"
    return Desk(
        name=name,
        index=folder.index,
        archive=folder.archive,
        audit=folder.audit(name),
        records=folder.database(name),
        secret_key=folder.key(f"{name}.session"),
        audit_key=folder.key(f"{name}.audit"),
        record_key=folder.key(f"{name}.records"),
        port=settings.hotline_port if is_hotline else settings.casework_port,
        organisation=settings.organisation,
        region=settings.region,
        country=settings.country,
        timezone=settings.timezone,
        emergency_number=settings.emergency_number,
        languages=settings.languages,
        pictures=settings.pictures,
        database_url=settings.hotline_database if is_hotline else settings.casework_database,
        search_url=settings.search_url,
        retention_days=settings.retention_days,
        oidc_issuer=settings.oidc_issuer,
        oidc_client=settings.oidc_client,
        oidc_secret=settings.oidc_secret.get_secret_value(),
    )
