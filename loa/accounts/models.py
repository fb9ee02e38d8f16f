"""People who sign in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(
        self,
        username: str,
        *,
        full_name: str = "",
        password: str | None = None,
        **fields: Any,
    ) -> "User":
        """Store a user; without a password nobody can sign in until a first code is used."""
        user = self.model(
            username=self.model.normalize_username(username),
            full_name=full_name,
            **fields,
        )
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person. What she may do is said by grants in bodies, not here."""

    username = models.CharField(_("sign-in name"), max_length=80, unique=True)
    full_name = models.CharField(_("full name"), max_length=150)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(max_length=5, blank=True)
    is_active = models.BooleanField(default=True)
    # Runs the installation (settings, loads); no right over any body's data.
    is_operator = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)


class FirstCode(models.Model):
    """A code that lets an invited person set her password, once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="first_codes")
    code_hash = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("first code")

    def __str__(self) -> str:
        return f"{self.user} {self.made_at:%Y-%m-%d}"
