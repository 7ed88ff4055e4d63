package statement

import (
	"strings"

	"rawabit/schema"
)

func relationAr(f Fact) string {
	v, ok := choose(f, true)
	if !ok {
		return joinWords(name(f.Source, "ar"), string(f.Relation.Type), name(f.Target, "ar"))
	}
	s, after := name(f.Source, "ar"), afterAr(v, f)
	woman := feminine(f.Source)
	past, now := v.pastM, v.nowM
	if woman {
		past, now = v.pastF, v.nowF
	}
	when := whenAr(f)
	if f.Relation.Type.IsState() {
		return stateAr(f, s, now, after, when, woman)
	}
	switch f.Relation.Modality {
	case schema.Planned:
		if harms(f.Relation.Type) {
			return joinWords("أُعلن أن", orderAr(f.Source, oblique(f.Source), "س"+now), after, when)
		}
		return joinWords("من المقرر أن", now, s, after, when)
	case schema.Possible:
		return joinWords("قد", now, s, after, when)
	case schema.Denied:
		return joinWords("نُفي أن", pick(woman, "يكون", "تكون"), orderAr(f.Source, s, "قد "+past), after, when)
	}
	return joinWords(past, s, after, when)
}

func stateAr(f Fact, s, now, after, when string, woman bool) string {
	r, sv := f.Relation, orderAr(f.Source, s, now)
	if copula(now) {
		sv = s // كان itself is the verb
	}
	switch {
	case r.Modality == schema.Planned && harms(r.Type):
		return joinWords("أُعلن أن", orderAr(f.Source, oblique(f.Source), "س"+now), after, when)
	case r.Modality == schema.Planned:
		return joinWords("من المقرر أن", now, s, after, when)
	case r.Modality == schema.Possible:
		return joinWords("قد", pick(woman, "يكون", "تكون"), sv, after, when)
	case r.Modality == schema.Denied:
		return joinWords("نُفي أن", pick(woman, "يكون", "تكون"), sv, after, when)
	case r.Ended && r.ValidTo.IsZero() && r.ValidFrom.IsZero():
		return joinWords(pick(woman, "لم يعد", "لم تعد"), sv, after)
	case r.Ended && r.ValidTo.IsZero():
		return joinWords(pick(woman, "كان", "كانت"), sv, after, "من "+dateAr(r.ValidFrom), "حتى تاريخ غير معروف")
	case r.Ended:
		return joinWords(pick(woman, "كان", "كانت"), sv, after, when)
	}
	if copula(now) {
		return joinWords(s, strings.Replace(after, "جزءاً", "جزء", 1), when)
	}
	return joinWords(now, s, after, when)
}

// copula reports whether the verb is to be: then the sentence of the present has
// no verb, and what follows كان, أصبح and لم يعد is in the accusative.
func copula(now string) bool { return now == "يكون" || now == "تكون" }

// harms reports whether a type is an attack or a threat: one does not say of
// those that they are due, but that they were announced.
func harms(t schema.RelationType) bool {
	info := t.Info()
	return info != nil && (info.Plover == "ASSAULT" || info.Plover == "COERCE" || info.Plover == "THREATEN")
}

// orderAr puts a verb after its subject, as it stands behind كان and أنّ. After
// people in the plural it is a plural.
func orderAr(a *schema.Actor, subject, verb string) string {
	if people(a) {
		verb = pluralAr(verb)
	}
	return subject + " " + verb
}

// pluralAr makes the masculine plural of the third person of a verb: يقاتل,
// يقاتلون; قاتل, قاتلوا. A weak last letter drops.
func pluralAr(verb string) string {
	before, last := "", verb
	if i := strings.LastIndexByte(verb, ' '); i >= 0 {
		before, last = verb[:i+1], verb[i+1:]
	}
	ending := "وا"
	if strings.HasPrefix(last, "ي") || strings.HasPrefix(last, "سي") {
		ending = "ون"
	}
	last = strings.TrimSuffix(strings.TrimSuffix(last, "ى"), "ي")
	return before + last + ending
}

func pick(feminine bool, m, f string) string {
	if feminine {
		return f
	}
	return m
}

// afterAr is what follows the subject: the target with its preposition, then
// what an office, a captor or a place adds.
func afterAr(v verb, f Fact) string {
	if v.when == "office" && named(f.Relation.Office, f.Target, "ar") {
		return placeAr(f, "منصب "+f.Relation.Office)
	}
	out := strings.ReplaceAll(v.after, "{O}", f.Relation.Office)
	target := oblique(f.Target)
	if before, rest, ok := strings.Cut(out, "ل{T}"); ok && (before == "" || strings.HasSuffix(before, " ")) {
		out = before + withLam(target) + rest
	} else {
		out = strings.ReplaceAll(out, "{T}", target)
	}
	switch f.Relation.Type {
	case schema.Appointed, schema.Joined:
		if f.To != nil {
			out += " في " + oblique(f.To)
		}
	case schema.Dismissed, schema.Captured, schema.Expelled, schema.WithdrewFrom:
		if f.From != nil && f.From != f.Target {
			out += " من " + oblique(f.From)
		}
	}
	return placeAr(f, out)
}

// placeAr adds where it was.
func placeAr(f Fact, text string) string {
	if f.Place != nil && f.Place != f.Target {
		text += " في " + oblique(f.Place)
	}
	return text
}

// withLam puts the preposition ل before a name: its alef drops before the
// article, and the article itself before a further lam.
func withLam(name string) string {
	switch {
	case strings.HasPrefix(name, "الل"):
		return "ل" + strings.TrimPrefix(name, "ال")
	case strings.HasPrefix(name, "ال"):
		return "ل" + strings.TrimPrefix(name, "ا")
	}
	return "ل" + name
}

// whenAr says the span of a fact.
func whenAr(f Fact) string {
	from, to := f.Relation.ValidFrom, f.Relation.ValidTo
	state := f.Relation.Type.IsState()
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero():
		if !state || f.Relation.Modality == schema.Planned {
			return "بدءاً من " + dateAr(from)
		}
		return "منذ " + dateAr(from)
	case from.IsZero() && !state:
		return "بحلول " + dateAr(to)
	case from.IsZero():
		return "حتى " + dateAr(to)
	case state:
		return "من " + dateAr(from) + " حتى " + dateAr(to)
	case from == to:
		if f.Place != nil && from.Day != 0 {
			return "يوم " + dateAr(from)
		}
		if from.Month == 0 {
			return "في عام " + dateAr(from)
		}
		return "في " + dateAr(from)
	}
	return "بين " + shortAr(from, to) + " و" + dateAr(to)
}

// monthsAr are the months as most of the Arabic press names them.
func monthAr(m uint8) string {
	return [...]string{
		"", "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
	}[m]
}

func dateAr(d schema.Date) string {
	year := itoa(int(d.Year))
	switch {
	case d.Month == 0:
		return year
	case d.Day == 0:
		return monthAr(d.Month) + " " + year
	}
	return itoa(int(d.Day)) + " " + monthAr(d.Month) + " " + year
}

// shortAr says the first day of a span without what its last day says again.
func shortAr(from, to schema.Date) string {
	switch {
	case from.Year != to.Year || from.Month == 0 || to.Month == 0 || (from.Day == 0) != (to.Day == 0):
		return dateAr(from)
	case from.Month == to.Month:
		return itoa(int(from.Day))
	case from.Day == 0:
		return monthAr(from.Month)
	}
	return itoa(int(from.Day)) + " " + monthAr(from.Month)
}

func changeAr(c *schema.Change, f Fact) string {
	v, ok := choose(f, true)
	if ok && real(f) && (c.Kind == schema.Opened || c.Kind == schema.Closed) {
		woman := feminine(f.Source)
		begin := pick(woman, "أصبح", "أصبحت")
		if c.Kind == schema.Closed {
			begin = pick(woman, "لم يعد", "لم تعد")
		}
		order := name(f.Source, "ar")
		if now := pick(woman, v.nowM, v.nowF); !copula(now) {
			order = orderAr(f.Source, order, now)
		}
		return joinWords(begin, order, afterAr(v, f), sinceAr(c.ValidDate))
	}
	said := relationAr(f)
	switch c.Kind {
	case schema.Confirmed:
		return "مصدر آخر يؤكد: " + said
	case schema.Revised:
		return "تعديل: " + said
	case schema.Contradicted:
		return "موضع خلاف: " + said
	case schema.Retracted:
		return "سُحب: " + said
	}
	return said
}

func sinceAr(d schema.Date) string {
	if d.IsZero() {
		return ""
	}
	return "منذ " + dateAr(d)
}

// joinWords joins the parts that are not empty by spaces.
func joinWords(parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " ")
}
