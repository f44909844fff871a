"""How vague words about time are read, in Spanish: the texts of ``when.conventions``, with the same figures."""

from __future__ import annotations

CONVENTIONS: dict[str, str] = {
    "approximate": "{day} a cada lado de un día, {month} de un mes, {year} de un año",
    "uncertain": "los mismos días, marcados como dudosos",
    "amount": "media unidad más o menos: {week} en una semana, {month} en un mes, {year} en un año",
    "exact_days": "los días se cuentan con exactitud",
    "about": "una unidad más o menos hasta {most}, un {share} a partir de ahí; nunca menos margen que sin la palabra",
    "within": "el día desde el que se cuenta y todos los días hasta esa distancia",
    "after_event": "el mismo día es posible: más tarde ese día es el mismo día",
    "before_date": "el periodo nombrado queda fuera; «a más tardar» y «desde» incluyen su primer día",
    "working": "de lunes a viernes, contados con exactitud; los festivos no se conocen",
    "lasted": "cuentan tanto el primer día como el último",
    "ongoing": "sin terminar el día en que se publicó la fuente; una fuente posterior puede conocer su final",
    "weekday": "el último de esos días hasta la publicación de la fuente, ese día incluido",
    "any_weekday": "cualquiera de esos días dentro de los límites que dan las demás afirmaciones",
    "month": "el último de esos meses que había empezado cuando se publicó la fuente",
    "publication": "el día en que se publicó la fuente citada",
    "reported": "lo que una fuente cuenta como ocurrido no es posterior a su publicación",
    "reported.written": "(nada escrito)",
    "part": "un tercio del año, o los días 1 a 10, 11 a 20 y 21 hasta el fin del mes",
    "season": "la del hemisferio {hemisphere}, en sentido amplio: un mes más de lo que le da el calendario",
    "span": "empieza en lo primero y termina en lo segundo; «..» queda abierto, un final vacío se desconoce",
    "north": "norte",
    "south": "sur",
    "nothing": "nada",
}
