"""Every word the page itself says, by language: one table, English first, and what is missing falls back to it.

What events, sources and people are called comes from the view, already in the page's language; none of it is here.
"""

from __future__ import annotations

from collections.abc import Mapping

RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "ur", "yi")

EN: dict[str, str] = {
    "months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "skip": "Skip to the story",
    "as_of": "record as of {day}",
    "as_of_line": "as of {day}",
    "internal": "Internal copy: names are not redacted. Not for publication.",
    "count_events": "{n} events",
    "count_sources": "{n} sources",
    "count_obligations": "{n} obligations, {open} open",
    "open": "What is still open",
    "open_none": "Nothing in this record is still owed.",
    "open_intro": "What somebody has to do and, on the day of this record, is not known to have done. "
    "That nothing is known either way does not mean that nothing was done.",
    "not_open": "No longer open, or not yet due to begin",
    "owed_by": "by {issuer}",
    "owed_closes": "what would close it: {what}",
    "owed_checked": "last looked for {day}",
    "chart": "How it unfolded",
    "chart_text": "Time runs from left to right; every event on it is told in full under “{story}”.",
    "chart_label": "Timeline of {n} events. Arrow keys move between events, Enter opens one, Escape returns, plus "
    "and minus zoom.",
    "chart_static": "Timeline of {n} events; each mark leads to its card below.",
    "chart_controls": "Chart and story",
    "lanes": "Lanes",
    "lanes_body": "bodies",
    "lanes_actor": "people",
    "lanes_family": "kinds",
    "lanes_thread": "threads",
    "relations": "Relations",
    "relations_selected": "selected",
    "relations_all": "all",
    "relations_none": "none",
    "search": "Search {n} events",
    "search_clear": "Clear",
    "shown": "{shown} of {n} events shown",
    "shown_all": "all {n} events shown",
    "only_family": "Kind",
    "only_any": "any",
    "only_certain": "Day",
    "only_known": "known",
    "only_unknown": "not known",
    "only_contested": "contested",
    "zoom_reset": "whole time",
    "close": "Close",
    "to_card": "Go to its place in the story",
    "copy": "Copy link",
    "copied": "Link copied",
    "key_known": "a day",
    "key_range": "any day in here",
    "key_span": "a length of time",
    "key_open": "no known limit",
    "key_doubtful": "doubtful",
    "key_fade": "ended, day unknown",
    "key_nowhere": "date not known",
    "key_owed": "still owed",
    "key_disputed": "still owed, disputed",
    "key_announced": "announced",
    "key_expected": "expected",
    "key_conditional": "conditional",
    "key_inferred": "inferred",
    "key_did_not_occur": "did not happen",
    "story": "Event by event",
    "contested": "contested",
    "condition": "On condition: {what}",
    "says_asserts": "{who} said:",
    "says_denies": "{who} said, disputing it:",
    "says_declines": "{who} declined:",
    "says_characterises": "according to {who}:",
    "about": "on {what}",
    "status_conflict": "set aside by the curator",
    "status_work_needed": "needs work",
    "status_issue": "open question",
    "contradicts": "against",
    "owes": "Obligation",
    "cites": "Sources",
    "why": "Why this date",
    "typed": "as recorded",
    "refs": "Reference",
    "sources": "Sources",
    "published": "published {day}",
    "accessed": "read {day}",
    "archived": "archived copy",
    "cited_by": "Supports {n} events",
    "how": "How to read this",
    "how_day": "A filled mark stands on a known day. Where only bounds are known, a light bar runs from the "
    "earliest to the "
    "latest possible day; the hollow mark in its middle stands there for the eye alone and means no day.",
    "how_open": "An arrow means that no limit is known on that side. Broken lines are things that were still to come.",
    "how_order": "An arrow between two events runs from the earlier to the later one.",
    "how_owed": "“Open” means: on the day of this record nothing showed that it had been done. It is not a finding "
    "of breach.",
    "conventions": "How dates were read",
    "accepted": "Problems that were looked at and accepted",
    "warnings": "Warnings that stand",
    "notes": "About this edition",
    "corrections": "Corrections",
    "no_corrections": "None so far.",
    "downloads": "Downloads",
    "made_by": "Made by {who}",
    "licence": "Licence: {what}",
    "tool": "Built with {what}",
}  # fmt: skip

ES: dict[str, str] = {
    "months": "ene feb mar abr may jun jul ago sep oct nov dic",
    "skip": "Ir al relato",
    "as_of": "registro al {day}",
    "as_of_line": "al {day}",
    "internal": "Copia interna: los nombres no están ocultos. No publicar.",
    "count_events": "{n} hechos",
    "count_sources": "{n} fuentes",
    "count_obligations": "{n} obligaciones, {open} abiertas",
    "open": "Lo que sigue abierto",
    "open_none": "En este registro no queda nada pendiente.",
    "open_intro": "Lo que alguien debe hacer y que, en la fecha de este registro, no consta que haya hecho. "
    "Que no se sepa nada en un sentido ni en otro no significa que no se haya hecho.",
    "not_open": "Ya cerradas, o que aún no han empezado",
    "owed_by": "por {issuer}",
    "owed_closes": "se cerraría con: {what}",
    "owed_checked": "se buscó por última vez: {day}",
    "chart": "Cómo se desarrolló",
    "chart_text": "El tiempo corre de izquierda a derecha; cada hecho se cuenta entero en «{story}».",
    "chart_label": "Cronología de {n} hechos. Las flechas pasan de un hecho a otro, Intro abre uno, Escape vuelve, "
    "más y menos acercan y alejan.",
    "chart_static": "Cronología de {n} hechos; cada marca lleva a su ficha, más abajo.",
    "chart_controls": "Gráfico y relato",
    "lanes": "Franjas",
    "lanes_body": "organismos",
    "lanes_actor": "personas",
    "lanes_family": "clases",
    "lanes_thread": "hilos",
    "relations": "Relaciones",
    "relations_selected": "del elegido",
    "relations_all": "todas",
    "relations_none": "ninguna",
    "search": "Buscar ({n})",
    "search_clear": "Borrar",
    "shown": "se muestran {shown} de {n} hechos",
    "shown_all": "se muestran los {n} hechos",
    "only_family": "Clase",
    "only_any": "cualquiera",
    "only_certain": "Día",
    "only_known": "conocido",
    "only_unknown": "no conocido",
    "only_contested": "discutido",
    "zoom_reset": "todo el tiempo",
    "close": "Cerrar",
    "to_card": "Ir a su lugar en el relato",
    "copy": "Copiar enlace",
    "copied": "Enlace copiado",
    "key_known": "un día",
    "key_range": "cualquier día de aquí",
    "key_span": "un periodo",
    "key_open": "sin límite conocido",
    "key_doubtful": "dudoso",
    "key_fade": "terminó, no se sabe cuándo",
    "key_nowhere": "fecha desconocida",
    "key_owed": "aún pendiente",
    "key_disputed": "aún pendiente, en disputa",
    "key_announced": "anunciado",
    "key_expected": "esperado",
    "key_conditional": "condicional",
    "key_inferred": "deducido",
    "key_did_not_occur": "no ocurrió",
    "story": "Hecho por hecho",
    "contested": "discutido",
    "condition": "Con una condición: {what}",
    "says_asserts": "según {who}:",
    "says_denies": "según {who}, que lo niega:",
    "says_declines": "{who} no quiso decirlo:",
    "says_characterises": "a juicio de {who}:",
    "about": "sobre {what}",
    "status_conflict": "descartado por quien edita",
    "status_work_needed": "por trabajar",
    "status_issue": "cuestión abierta",
    "contradicts": "frente a",
    "owes": "Obligación",
    "cites": "Fuentes",
    "why": "Por qué esta fecha",
    "typed": "como se anotó",
    "refs": "Referencia",
    "sources": "Fuentes",
    "published": "publicado el {day}",
    "accessed": "consultado el {day}",
    "archived": "copia archivada",
    "cited_by": "Sostiene {n} hechos",
    "how": "Cómo leer esta página",
    "how_day": "Una marca rellena está en un día conocido. Donde solo se conocen límites, una barra clara va del "
    "primer al último "
    "día posible; la marca hueca en su centro está ahí solo para la vista y no indica ningún día.",
    "how_open": "Una flecha significa que de ese lado no se conoce límite. Las líneas discontinuas son cosas aún "
    "por venir.",
    "how_order": "Una flecha entre dos hechos va del anterior al posterior.",
    "how_owed": "«Abierta» significa que, en la fecha de este registro, nada mostraba que se hubiera cumplido. No "
    "afirma un incumplimiento.",
    "conventions": "Cómo se leyeron las fechas",
    "accepted": "Problemas examinados y aceptados",
    "warnings": "Avisos que siguen en pie",
    "notes": "Sobre esta edición",
    "corrections": "Correcciones",
    "no_corrections": "Ninguna hasta ahora.",
    "downloads": "Descargas",
    "made_by": "Hecho por {who}",
    "licence": "Licencia: {what}",
    "tool": "Creado con {what}",
}  # fmt: skip

LANGUAGES: dict[str, dict[str, str]] = {"en": EN, "es": ES}


class Words:
    """The strings of one language: ``words("shown", n=3)``; regional tags and unknown languages fall back."""

    def __init__(self, language: str, languages: Mapping[str, Mapping[str, str]] = LANGUAGES) -> None:
        self.table = {**EN, **languages.get(language.split("-", maxsplit=1)[0].lower(), {})}

    def __call__(self, key: str, **values: object) -> str:
        """The string of a key with its values filled in."""
        return self.table[key].format(**values) if values else self.table[key]

    def or_else(self, key: str, fallback: str) -> str:
        """The string of a key that may not exist (a newsroom's own lanes); else the fallback."""
        return self.table.get(key, fallback)

    @property
    def months(self) -> tuple[str, ...]:
        """Short names of the months, January first."""
        return tuple(self.table["months"].split())


def direction(language: str) -> str:
    """Which way the language is written: "ltr" or "rtl"."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT else "ltr"
