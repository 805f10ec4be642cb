"""Pictures under the answer: fetched after it, so that they never make a caller wait; blurred here, not in the page."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from review_ui.access import needs
from review_ui.audit.recorder import record
from review_ui.desk import current_desk
from review_ui.evidence import open_engine
from review_ui.hotline.calls import current_call
from review_ui.pictures.shown import read_views, to_address
from review_ui.policy import Action
from review_ui.tokens import reveal

_MOST: Final = 4
_ADS: Final = 5


@needs(Action.READ_AD)
@require_POST
def show_answer_pictures(request: HttpRequest) -> HttpResponse:
    """The first pictures of the ads in the answer, each once and blurred. Showing one clear is the ad's own page."""
    tokens = request.POST.getlist("ad")[:_ADS]
    if current_call(request) is None or not current_desk().pictures:
        return HttpResponse("")
    ads = {ad_id: token for token in tokens if (ad_id := reveal("ad", token)) is not None}
    record(request, "pictures read", subject=" ".join(ads), detail="under a look-up, blurred")
    held = open_engine().get(list(ads))
    first: dict[str, str] = {}
    for ad_id, document in held.items():
        for image in document.ad.images:
            if image.sha256:
                first.setdefault(image.sha256, ads[ad_id])
    digests = list(first)[:_MOST]
    views = [view for view in read_views(digests) if not view.fault] if digests else []
    rows = [(to_address(view.pixels, is_clear=False), first[view.sha256]) for view in views]
    return render(request, "lookup/pictures.html", {"rows": rows})
