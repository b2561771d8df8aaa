"""Where LeadDesk keeps its files: the usual places of the system, or all below one folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

APP = "LeadDesk"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of one installation; `make` brings them into being, nothing else does.

    `data` names the installation: one window runs for each.
    """

    data: Path
    config: Path
    logs: Path
    backups: Path
    temporary: Path

    @property
    def database(self) -> Path:
        """The file that is opened when no other database is named."""
        return self.data / "leaddesk.db"

    @property
    def settings(self) -> Path:
        """What the window remembers: language, theme, geometry, the chosen database."""
        return self.config / "settings.json"

    @property
    def known_databases(self) -> Path:
        """The list of databases that were opened before."""
        return self.config / "databases.json"

    @property
    def reports(self) -> Path:
        """Crash reports, one file each."""
        return self.logs / "reports"

    def demo(self) -> Paths:
        """The folders of the sample data, below the usual ones."""
        return Paths(
            self.data / "demo", self.config / "demo", self.logs / "demo",
            self.backups / "demo", self.temporary / "demo",
        )  # fmt: skip

    def make(self) -> None:
        """Make what is missing, for this user alone. Raises OSError."""
        for folder in (self.data, self.config, self.logs, self.backups, self.temporary):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def paths_below(folder: Path) -> Paths:
    """Everything below one folder (`--data-dir`)."""
    root = folder.expanduser().absolute()
    return Paths(root, root, root / "logs", root / "backups", root / "tmp")


def usual_paths() -> Paths:
    """The places where this system expects the files of a program."""
    import platformdirs

    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    data = Path(dirs.user_data_dir)
    return Paths(
        data, Path(dirs.user_config_dir), Path(dirs.user_log_dir), data / "backups",
        Path(dirs.user_cache_dir) / "tmp",
    )  # fmt: skip
