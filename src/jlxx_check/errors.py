"""Every exception of this program, as one tree.

What a caller may see derives from ``JlxxError``: its ``text`` says in both languages what is wrong
and what to do. What is wrong inside a package never raises: it is a finding of the report.

    JlxxError
    ├─ CallError              the call is wrong, nothing was judged: exit status 2
    │  ├─ NotAPackage         the path is missing, or is no package
    │  │  └─ OutOfReach       the disk or the share fails: exit status 3
    │  ├─ PackError           a pack, a list of winners or a decisions file is broken: ``problems``
    │  ├─ BadCase             a case of a pack, or what a package should give, is not understood
    │  ├─ CannotStart         a new pack cannot be written there
    │  ├─ CannotBegin         a package cannot be begun, or not with what was given
    │  ├─ NoNotice            a file to draft a pack from is no notice that can be read
    │  ├─ DraftExists         a draft's folder is there already
    │  ├─ NotReadable         a file that an author of packs gives is not there, or not read
    │  ├─ NothingSelected     a rule's name matches none, or the selection leaves none
    │  ├─ NotAReport          a file that should be an earlier report is none
    │  ├─ CannotBatch         the inbox or the output folder will not do, or is in use
    │  │  └─ Unreachable      the inbox is not there; it may be back in a moment
    │  ├─ ClusterProblem      the cluster cannot be used
    │  ├─ BadMap              a ``LOCAL=REMOTE`` that is none
    │  ├─ NoParts             what the page that checks in a browser is made of is not there
    │  ├─ CannotRepair        the place for a mended copy will not do, or is in use
    │  ├─ UnknownLanguage     a language that the program does not speak
    │  ├─ CannotSeal          a package, or its archive's place, cannot be sealed
    │  ├─ NotSealed           a package to be compared with its seal has none
    │  └─ CallProblem         an option or an argument of the command line will not do
    ├─ FilmCannotBeMended     a film cannot become what a notice asks for; the others can
    └─ StoppedError           the run had to end before it was done: exit status 3
       ├─ FilmStopped         whoever had a film mended asked to stop
       ├─ RepairStopped       the system takes no more of a mended copy; the next run goes on
       ├─ OutputGone          the output folder is no longer where it was
       ├─ SealStopped         a package could not be sealed to its end
       └─ NotFinished         a command cannot go on
          ├─ OutOfTime        the time for the whole run was over
          └─ CannotWrite      a report could not be written

Below the verbs two builtin families stay what they are, so that whoever reads a stream or parses a
value need know nothing of this tree: ``UnreadableFile`` (OSError; ``model.tree``), ``NotPrivate``
(OSError; ``facts.private``) and ``NotAMoment`` (ValueError; ``values``).

All others are private to the room that raises them. They derive from ``InternalError``, end in
``Error``, and never leave it: the one who called makes a fact, a finding or a public error of them.

    InternalError
    ├─ SandboxError           no answer came of a call in the sandbox (``sandbox.losses``)
    ├─ UnreadableError        a format's content cannot be read (``probes.unreadable``)
    ├─ ZipDirectoryError      a zip's directory cannot be used (``files.archives.zip_directory``)
    ├─ NoLibraryError         a library is not there (``probes.video.mediainfo``)
    ├─ BadOutcomeError        a check said what is no outcome (``engine.check_failure``)
    ├─ ForeignCacheError      a file is no cache of this program (``facts.cache_database``)
    ├─ UnfitPictureError      a picture cannot be made what is asked (``checks.picture_wants``)
    ├─ CannotMendError        a file cannot be mended, the others can (``unit.repair``)
    └─ IllegibleFactsError    cached facts are not what this program writes (``facts.remembered``)
"""

from __future__ import annotations

from jlxx_check.text import Text


class JlxxError(Exception):
    """Anything that a caller may see."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        #: What is wrong and what to do.
        self.text = text

    def __reduce__(self) -> tuple[object, ...]:
        """As it is, without its constructor, which takes other arguments in every branch.

        A pool of processes hands an exception back pickled; one that is not read back hangs some.
        """
        return _as_it_was, (type(self), self.args, self.__dict__)


def _as_it_was(
    kind: type[JlxxError], args: tuple[object, ...], attributes: dict[str, object]
) -> JlxxError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(attributes)
    return error


class CallError(JlxxError):
    """The call is wrong, or what it names: nothing was judged."""

    #: The call may be right: the system failed, and that may be over in a moment. Exit status 3.
    passing = False

    @property
    def faults(self) -> tuple[Text, ...]:
        """What is wrong, each fault in a text of its own."""
        return (self.text,)


class StoppedError(JlxxError):
    """The run had to end before it was done."""


class InternalError(Exception):
    """Never leaves the room that raises it."""
