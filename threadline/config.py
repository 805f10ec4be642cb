"""Every setting of an installation, read once and handed down as arguments."""

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from matching.links.inputs import LinkLimits
from threadline.data_folder import DataFolder


class Settings(BaseSettings):
    """Read from the environment (`THREADLINE_...`), then from `DATA/installation.toml`, then from these defaults."""

    model_config = SettingsConfigDict(env_prefix="THREADLINE_", frozen=True, extra="ignore")

    data: Annotated[Path, Field(description="Folder that holds everything of one installation.")] = Path("data")
    organisation: Annotated[str, Field(description="Name shown on every page and written into every export.")] = (
        "Threadline"
    )
    country: Annotated[str, Field(description="ISO 3166 alpha-2 code of the installation's country.")] = "US"
    region: Annotated[str, Field(description="Default region of numbers typed without a country code.")] = "US"
    timezone: Annotated[str, Field(description="IANA time zone in which the desks show times.")] = "UTC"
    languages: Annotated[tuple[str, ...], Field(description="Languages of the desks, the first is the default.")] = (
        "en",
        "es",
    )
    emergency_number: Annotated[str, Field(description="Always on the hotline's screen.")] = "911"
    contact: Annotated[str, Field(description="Address or page named in the crawler's user agent.")] = (
        "https://example.org/crawler"
    )
    socks_proxy: Annotated[
        str, Field(description="SOCKS proxy (host:port) of yours for onion sites; empty: they are refused.")
    ] = ""
    pictures: Annotated[
        bool, Field(description="Whether pictures are stored and shown at all (the operator's decision).")
    ] = False
    picture_texts: Annotated[
        bool, Field(description="Whether text written into pictures is read (needs `pictures` and the extra `ocr`).")
    ] = False
    ner_model: Annotated[
        str, Field(description="Installed spaCy model asked about ambiguous place names; empty: none is.")
    ] = ""
    hash_list: Annotated[
        str, Field(description="File of a lawful hash list: listed pictures are sealed, never stored; empty: none.")
    ] = ""
    tenure_days: Annotated[int, Field(ge=1, description="A number unseen this long starts a new tenure.")] = 180
    hub_partners: Annotated[
        int, Field(ge=2, description="A key with more distinct partner keys than this is a hub.")
    ] = 40
    stray_partners: Annotated[
        int, Field(ge=2, description="With more partners than this, a key that keeps meeting new ones is a hub too.")
    ] = 12
    stray_share: Annotated[
        float,
        Field(gt=0, description="It keeps meeting new ones with this many distinct partners to each of its texts."),
    ] = 0.6
    shared_texts: Annotated[
        int, Field(ge=1, description="Distinct texts that must carry both keys before they are joined.")
    ] = 2
    largest_share_alarm: Annotated[
        float, Field(gt=0, le=1, description="Largest component above this share raises an alarm.")
    ] = 0.02
    template_partners: Annotated[
        int, Field(ge=1, description="Nearly equal texts that stand with more distinct contacts than this link nobody.")
    ] = 8
    alarm_ads: Annotated[
        int, Field(ge=2, description="Ads the largest component must hold before its share can raise the alarm.")
    ] = 100
    retention_days: Annotated[
        int, Field(ge=1, description="Days after which the hotline's closed tips and calls are deleted.")
    ] = 1095
    search_url: Annotated[
        str, Field(description="Elasticsearch or OpenSearch cluster for text search; empty: embedded.")
    ] = ""
    hotline_port: Annotated[int, Field(description="Port of the hotline desk on localhost.")] = 8000
    casework_port: Annotated[int, Field(description="Port of the review and investigation desks on localhost.")] = 8001
    oidc_issuer: Annotated[
        str, Field(description="OpenID Connect provider of your organisation (its issuer URL); empty: none.")
    ] = ""
    oidc_client: Annotated[str, Field(description="Client id of the desks at that provider.")] = ""
    oidc_secret: Annotated[SecretStr, Field(description="Client secret of the desks at that provider.")] = SecretStr("")
    desk_workers: Annotated[int, Field(ge=1, le=32, description="Processes that answer at each desk.")] = 2
    hotline_database: Annotated[str, Field(description="PostgreSQL URL of the hotline's database; empty: SQLite.")] = ""
    casework_database: Annotated[str, Field(description="PostgreSQL URL of the casework database; empty: SQLite.")] = ""

    @property
    def folder(self) -> DataFolder:
        """The data folder's paths."""
        return DataFolder(self.data.resolve())

    @property
    def link_limits(self) -> LinkLimits:
        """The linker's limits."""
        return LinkLimits(
            shared_texts=self.shared_texts,
            hub_partners=self.hub_partners,
            stray_partners=self.stray_partners,
            stray_share=self.stray_share,
            tenure_days=self.tenure_days,
            template_partners=self.template_partners,
            alarm_share=self.largest_share_alarm,
            alarm_ads=self.alarm_ads,
        )

    @classmethod
    def settings_customise_sources(  # the signature is the library's
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings  # one file and the environment are enough places to look
        root = Path(init_settings().get("data") or os.environ.get("THREADLINE_DATA", "data"))
        toml = TomlConfigSettingsSource(settings_cls, toml_file=DataFolder(root).installation)
        return (init_settings, env_settings, toml)


def load_settings(data: Path | None = None) -> Settings:
    """Settings of the installation in `data` (default: `THREADLINE_DATA`, else `./data`).

    The chosen folder is put into the environment, so that the processes we start (Scrapy, Django) read the same one.
    """
    if data is not None:
        os.environ["THREADLINE_DATA"] = str(data)
    return Settings()
