"""What the words mean that all types share: modalities, roles, kinds of actor, stances, statuses of claims, findings.

Plain tables of (word, meaning) in the order of the manual; the models say where each word may stand, and a test holds
the two against each other. Knows nothing of the types.
"""

from __future__ import annotations

Table = tuple[tuple[str, str], ...]

MODALITIES: Table = (
    ("occurred", "At least one cited claim says that it happened; what counts where nothing is written."),
    ("announced", "Someone with authority said that it will be done; the date is that of the announcement."),
    ("expected", "It is scheduled or due, and not known to have happened."),
    ("conditional", "It happens if a stated condition holds; ``conditions`` says which."),
    ("inferred", "Nobody states it, but cited claims entail it; ``inference_note`` says how."),
    ("did_not_occur", "It was averted, cancelled or officially denied."),
)

ROLES: Table = (
    ("agent", "Who does it."),
    ("subject", "Whom it is about: as a rule the officer."),
    ("requester", "Who asks."),
    ("respondent", "Who must answer."),
    ("decider", "Who decides."),
    ("recipient", "Who receives."),
    ("speaker", "Who speaks."),
    ("quoted", "Whose words are quoted."),
    ("represented", "Who is represented by somebody."),
    ("representative", "Who represents somebody."),
    ("appointee", "Who is named to a post."),
    ("member", "Who belongs to a body."),
    ("affected", "Whom it touches."),
    ("alleged_victim", "Who is said to have been harmed, until a forum finds it."),
    ("alleged_actor", "Who is said to have done it, until a forum finds it."),
    ("witness", "Who saw or heard it."),
    ("organiser", "Who arranges it."),
    ("attendee", "Who attends."),
    ("monitor", "Who oversees compliance."),
    ("publisher", "Who publishes."),
)

ACTOR_KINDS: Table = (
    ("person", "One human being, known by an id and never by a name; ``role`` says what part they play."),
    ("office", "A post whoever holds it: the mayor, the chief of police."),
    ("tenure", "Who held an office, from when to when; ``person`` and ``office`` say which."),
    ("institution", "An agency, court, board, company or outlet; ``institution_kind`` says which."),
    ("group", "Several persons or bodies with a ``size``, known or vague; its members are not invented."),
    ("class", "A kind of people without a size, such as residents; it decides nothing."),
    ("jurisdiction", "A place with its own law: a city, a county, a state."),
    ("placeholder", "Someone a source leaves open: ``unknown`` if one must exist, ``unnamed`` if one does."),
)

INSTITUTION_KINDS: Table = (
    ("police_agency", "A police department, a sheriff's office, a highway patrol."),
    ("municipality", "A city, town or county as a government."),
    ("court", "A court."),
    ("commission", "A civil service commission, a police board, a merit board."),
    ("prosecutor", "A prosecutor's office."),
    ("oversight_body", "A review board, an inspector general, an auditor; ``oversight_model`` says how it works."),
    ("monitor", "A monitor or compliance director, and their team."),
    ("federal_agency", "A department or agency of the federal government."),
    ("union", "A union or an association of officers."),
    ("outlet", "A newspaper, station or site."),
    ("community_org", "An organisation of residents."),
    ("legislature", "A council, a county board, a state legislature."),
    ("task_force", "A task force, panel or working group."),
    ("office", "The staff of an office: a mayor's office, a city's attorneys."),
    ("other_stated", "Something else that a source states."),
)

STANCES: Table = (
    ("asserts", "The speaker says that it is so."),
    ("denies", "The speaker says that it is not so; ``says`` is what the speaker holds."),
    ("declines", "The speaker would not say, or was not to be reached."),
    ("characterises", "Someone tells what the speaker thinks or means."),
)

CLAIM_STATUSES: Table = (
    ("accepted", "It stands, beside any claim that contradicts it."),
    ("conflict", "It was reviewed and judged the wrong one; ``reason`` says why. It is still shown."),
    ("work_needed", "It cannot be said yet."),
    ("issue", "It does not fit what can be recorded."),
)

WORDS: Table = (
    ("alleged", "Someone asserts it; no competent forum has found it."),
    ("sustained", "The standard of proof shows that the act occurred and broke a rule. Also: substantiated."),
    (
        "not_sustained",
        "The evidence is not enough to prove or disprove it. Also: unsubstantiated, unable to determine.",
    ),
    ("exonerated", "The act occurred, and was lawful or within policy. Also: within guidelines."),
    ("unfounded", "The act did not occur, or nobody of the agency took part."),
    ("no_further_investigation", "It was closed without a finding."),
    ("resigned_under_investigation", "The officer left before a finding could be made."),
    ("retired_under_investigation", "The officer left before a finding could be made."),
    ("upheld", "The reviewer leaves the decision as it was."),
    ("modified", "The reviewer changes the decision."),
    ("overturned", "The reviewer reverses the decision."),
    ("remanded", "It is sent back for further proceedings."),
    ("no_bill", "A grand jury declines to indict; it is not an acquittal."),
    ("dismissed_with_prejudice", "It cannot be brought again."),
    ("dismissed_without_prejudice", "It may be brought again."),
    ("reversed_and_rendered", "A higher court reverses the conviction and enters an acquittal itself."),
    ("homicide", "As a manner of death: another person caused it; it is no finding of a crime."),
    ("judgment_defendant", "The suit fails; it may still have found that a right was violated."),
)
"""Words that are easily misread, wherever they stand. "Cleared" is none of them: a forum and its outcome say more."""

GLOSSED: dict[str, str] = {
    "exonerated": "it occurred, and was lawful or within policy",
    "unfounded": "it did not occur, or nobody of the agency took part",
    "not_sustained": "neither proved nor disproved",
    "no_bill": "a grand jury declined to indict; not an acquittal",
    "homicide": "caused by another person; not a finding of a crime",
    "dismissed_with_prejudice": "cannot be brought again",
    "dismissed_without_prejudice": "may be brought again",
    "reversed_and_rendered": "conviction reversed and acquittal entered",
}
"""What the page adds in brackets to a word that readers would misread."""
