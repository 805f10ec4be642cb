"""Build the demo world up to the point where the pipeline takes over.

Order of steps: 1. the folder is marked `demo` and its settings are written (pictures on); 2. the world is made and its
photos drawn (`demo/truth.jsonl`); 3. the site server starts, the real spider crawls it into the archive, the server
stops (above 20,000 ads: partner files are imported instead); 4. log-ins, tips and services go into the desks
(`demo/accounts.json`). The caller then runs `threadline.pipeline.ingest` and serves. Every step that is done already is
left alone, so that a demo stopped half-way is simply run again.
"""

from dataclasses import dataclass
from typing import Final

from crawlers.crawl_options import CrawlOutcome
from threadline.config import Settings, load_settings
from threadline.data_folder import DataFolderError
from threadline.demo.accounts import DemoPeople, settle_people
from threadline.demo.choosing import tell_stories
from threadline.demo.crawling import crawl_in_child
from threadline.demo.definitions import write_definitions
from threadline.demo.import_road import import_world
from threadline.demo.options import DemoOptions
from threadline.demo.site_server import serving
from threadline.demo.truth import Watch, WorldMismatchError, read_truth, settle, write_truth

INSTALLATION: Final = """# Made by threadline demo.
organisation = "Threadline demo"
timezone = "America/Chicago"
pictures = true
"""


@dataclass(frozen=True, slots=True)
class DemoMade:
    """What was built: the settings to go on with, the people, and faults of the crawl or the import, if any."""

    settings: Settings
    people: DemoPeople
    exit_code: int
    faults: tuple[str, ...]


def build_demo(options: DemoOptions, settings: Settings, watch: Watch) -> DemoMade:
    """Make the world in the settings' data folder, crawl it, and open its desks.

    Raises DataFolderError for a folder that `init` or `use` made, or that holds another made-up world.
    """
    settings = _claim(settings)
    folder = settings.folder
    try:
        options = settle(options, folder.demo)
    except WorldMismatchError as error:
        raise DataFolderError(str(error)) from error
    write_truth(options, folder.demo, watch)
    outcome = _crawl(options, settings, watch) if options.is_crawled else _import(options, settings, watch)
    people = settle_people(settings, tell_stories(read_truth(folder.demo)), options.now)
    return DemoMade(settings, people, outcome.exit_code, outcome.faults)


def _claim(settings: Settings) -> Settings:
    """The folder as a demo's own, with the demo's settings read from it."""
    folder = settings.folder
    made_by = folder.made_by()
    if made_by not in {"", "demo"}:
        message = f"{folder.root} was made by {made_by}; a demo needs a folder of its own: --data DIR"
        raise DataFolderError(message)
    folder.open("demo")
    if not folder.installation.exists():
        folder.installation.write_text(INSTALLATION, encoding="utf-8")
    return load_settings(settings.data)


def _crawl(options: DemoOptions, settings: Settings, watch: Watch) -> CrawlOutcome:
    folder = settings.folder
    done: dict[str, int] = {}

    with serving(folder.demo, options.port) as port:
        definitions = write_definitions(folder.demo / "sites", port)

        def report(site: str, ads: int) -> None:
            done[site] = ads
            watch("crawling", min(sum(done.values()), options.ads), options.ads)

        outcome = crawl_in_child(definitions, folder.archive, lambda told: report(told.site, told.ads))
    watch("crawling", options.ads, options.ads)
    return outcome


def _import(options: DemoOptions, settings: Settings, watch: Watch) -> CrawlOutcome:
    folder, done = settings.folder, 0
    faults: list[str] = []
    folder.archive.mkdir(parents=True, exist_ok=True)
    for counts in import_world(read_truth(folder.demo), folder.demo / "partner", folder.archive):
        faults += counts.faults
        done += counts.rows
        watch("archiving", done, options.ads)
    return CrawlOutcome(1 if faults else 0, faults=tuple(faults))
