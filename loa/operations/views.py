"""The page that a supervisor or a load balancer asks."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loa.operations.checks import checks


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Say which part is well: 200 if all are, 503 if not; no word of why to strangers."""
    found = checks(timezone.now(), thorough=False)
    parts = {check.name: check.is_well for check in found}
    is_well = all(parts.values())
    said = {"status": "ok" if is_well else "failing", "parts": parts}
    return JsonResponse(said, status=200 if is_well else 503)
