"""The draft of a tip: saved while it is typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from review_ui.access import actor_of, needs
from review_ui.hotline.calls import current_call
from review_ui.hotline.drafts import save_draft
from review_ui.policy import Action


@needs(Action.WRITE_TIP)
@sensitive_post_parameters()
@require_POST
def keep_draft(request: HttpRequest) -> HttpResponse:
    """Keep what stands in the form and say when."""
    save_draft(actor_of(request), current_call(request), request.POST.dict())
    return render(request, "hotline/draft_saved.html", {"saved_at": timezone.now()})
