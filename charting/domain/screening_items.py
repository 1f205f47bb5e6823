"""The rules of a screening as items of a visit, with all that can be said beside an answer."""

from charting.domain.policies import Policies
from charting.domain.screening_rules import Action, Phase, Rule, Scope, Screening
from charting.domain.session import Answer, Reply
from charting.domain.visit import Item, Kind

# Where the words of a rule are those of the clinic's policy.
_BY_POLICY = ": {policy}"


def item_of(rule: Rule, screening: Screening) -> Item:
    """The item under which a rule's answer is kept and shown."""
    steps = {group.id: group.step for group in screening.groups}
    return Item(
        rule.id,
        steps[rule.group],
        Kind.CHOICE if rule.choices else Kind.YES_NO,
        rule.words.replace(_BY_POLICY, ""),
        rule.source,
        None if rule.choices else Reply(rule.hoped),
        rule.urgency,
        choices=(*rule.choices, *beside(rule, screening), *_sides(rule, screening)),
        needled=rule.phase is Phase.POST,
        group=rule.group,
    )


def _sides(rule: Rule, screening: Screening) -> tuple[tuple[str, str], ...]:
    """What the clinic's policy may have said when the answer was given."""
    if _BY_POLICY not in rule.words:
        return ()
    policies = (each for each in screening.policies if each.id == rule.policy)
    return tuple((code, words) for each in policies for code, words, _source in each.sides)


def side_then(rule: Rule, policies: Policies) -> str:
    """The side of the clinic's policy that an answer stands for; empty for most rules."""
    return policies.side(rule.policy) if _BY_POLICY in rule.words else ""


def screening_items(screening: Screening) -> tuple[Item, ...]:
    """All items that are asked, in the order of the rules."""
    return tuple(item_of(rule, screening) for rule in screening.rules.values() if not rule.follows)


def beside(rule: Rule, screening: Screening) -> tuple[tuple[str, str], ...]:
    """The codes that can be said beside an answer, with their words: details, then the regions of a
    site, what is changed in the treatment, and who cleared a block.
    """
    return (
        *rule.details,
        *offered_regions(rule, screening),
        *offered_modifications(rule, screening),
        *offered_resolutions(rule, screening),
    )


def said_with(
    rule: Rule, answer: Answer, screening: Screening, *, blocks: bool
) -> tuple[tuple[str, str], ...]:
    """What is offered beside this answer: what is changed in the treatment where a reason is asked
    for, who cleared it where the rule `blocks` now.
    """
    modifications = offered_modifications(rule, screening)
    if answer.reply is Reply.UNKNOWN:
        return modifications
    asks_reason = any(one.action is not Action.BLOCK for one in rule.effects)
    return (
        *rule.details,
        *offered_regions(rule, screening),
        *(modifications if asks_reason else ()),
        *(offered_resolutions(rule, screening) if blocks else ()),
    )


def offered_regions(rule: Rule, screening: Screening) -> tuple[tuple[str, str], ...]:
    """The regions that can be named as the site."""
    if not rule.names_sites:
        return ()
    return tuple((each.id, each.words) for each in screening.regions.values() if each.offered)


def offered_modifications(rule: Rule, screening: Screening) -> tuple[tuple[str, str], ...]:
    """What can be changed in the treatment; nothing where the rule asks for no such thing."""
    if not any(one.action in (Action.JUSTIFY, Action.WARN, Action.BLOCK) for one in rule.effects):
        return ()
    if all(one.scope is Scope.TECHNIQUE for one in rule.effects) or rule.phase is not Phase.EPISODE:
        return ()
    return tuple((code, screening.modifications[code]) for code in rule.codes)


def offered_resolutions(rule: Rule, screening: Screening) -> tuple[tuple[str, str], ...]:
    """Who can reopen what the rule blocks."""
    if not rule.blocks or not rule.resolvable:
        return ()
    return tuple(screening.resolutions.items())


def words_now(rule: Rule, screening: Screening, policies: Policies) -> str:
    """The words of a rule, those of the clinic's policy put in where it follows one."""
    if _BY_POLICY not in rule.words:
        return rule.words
    policy = next((each for each in screening.policies if each.id == rule.policy), None)
    side = policies.side(rule.policy)
    return rule.words.format(policy=policy.words_of(side) if policy else side)
