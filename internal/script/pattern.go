package script

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// pattern is a description of a relation.
type pattern struct {
	base  string            // what is always compared, as baseText writes it
	wants map[string]string // what else
}

// span is a pair of ends as scripts write it.
type span struct{ from, to schema.Date }

func parseSpan(text string) (span, error) {
	from, to, open := strings.Cut(text, "..")
	if !open {
		to = from
	}
	var s span
	var err error
	if s.from, err = schema.ParseDate(from); err == nil {
		s.to, err = schema.ParseDate(to)
	}
	return s, err
}

func (s span) String() string {
	switch {
	case s.from.IsZero() && s.to.IsZero():
		return ""
	case s.from == s.to:
		return s.from.String()
	}
	return s.from.String() + ".." + s.to.String()
}

// description is what a line says of a relation.
type description struct {
	typ              schema.RelationType
	source, target   schema.ActorID
	dates            span
	modality         schema.Modality
	ended, contested bool
	values           map[string]string
}

// describe reads a description from the words of a line.
func (r *run) describe(words []string) (description, error) {
	rest, values := options(words, "ended", "contested")
	d := description{modality: schema.Actual, values: values, ended: values["ended"] == "yes", contested: values["contested"] == "yes"}
	delete(values, "ended")
	delete(values, "contested")
	if len(rest) < 3 {
		return d, fmt.Errorf("%q is not TYPE SOURCE TARGET [DATES] …", strings.Join(words, " "))
	}
	d.typ = schema.RelationType(rest[0])
	if !d.typ.Valid() {
		return d, fmt.Errorf("no relation type %s", rest[0])
	}
	var err error
	if d.source, err = r.actor(rest[1]); err == nil {
		d.target, err = r.actor(rest[2])
	}
	if err != nil {
		return d, err
	}
	for _, w := range rest[3:] {
		if m := schema.Modality(w); m.Valid() {
			d.modality = m
			continue
		}
		if d.dates, err = parseSpan(w); err != nil {
			return d, err
		}
	}
	if d.typ.Symmetric() && d.target < d.source {
		d.source, d.target = d.target, d.source
	}
	return d, nil
}

// pattern reads a description as something to compare with.
func (r *run) pattern(words []string) (pattern, error) {
	d, err := r.describe(words)
	if err != nil {
		return pattern{}, err
	}
	for key := range d.values {
		if !slices.Contains(patternKeys(), key) {
			return pattern{}, fmt.Errorf("%q is no key of a relation", key)
		}
	}
	rel := schema.Relation{
		Type: d.typ, Source: d.source, Target: d.target, ValidFrom: d.dates.from, ValidTo: d.dates.to,
		Modality: d.modality, Ended: d.ended || !d.dates.to.IsZero(), Contested: d.contested,
	}
	return pattern{base: baseText(&rel), wants: d.values}, nil
}

func patternKeys() []string {
	return []string{
		"sources", "confidence", "basis", "certain", "reviewed", "attested", "endedBy", "version", "office", "place", "from", "to", "quote", "fulfilled", "on", "before",
	}
}

// baseText writes what of a relation is always compared.
func baseText(r *schema.Relation) string {
	words := []string{string(r.Type), string(r.Source), string(r.Target)}
	if text := (span{r.ValidFrom, r.ValidTo}).String(); text != "" {
		words = append(words, text)
	}
	if r.Modality != schema.Actual {
		words = append(words, string(r.Modality))
	}
	if r.Ended && r.ValidTo.IsZero() {
		words = append(words, "ended")
	}
	if r.Contested {
		words = append(words, "contested")
	}
	return strings.Join(words, " ")
}

// thing is a relation, or a change of one, with what may be compared of it.
type thing struct {
	base   string
	values map[string]string
}

func (x thing) String() string {
	words := []string{x.base}
	for _, key := range patternKeys() {
		if v := x.values[key]; v != "" && key != "quote" && (key != "reviewed" && key != "fulfilled" && key != "endedBy" && key != "office" || v != "no") {
			if strings.ContainsRune(v, ' ') {
				v = strconv.Quote(v)
			}
			words = append(words, key+"="+v)
		}
	}
	return strings.Join(words, " ")
}

// thingOf writes down a version of a relation.
func thingOf(r *schema.Relation) thing {
	or := func(text string) string {
		if text == "" {
			return "no"
		}
		return text
	}
	v := map[string]string{
		"sources": strconv.Itoa(r.Sources), "confidence": strconv.FormatFloat(r.Confidence, 'g', -1, 64), "basis": string(r.DateBasis),
		"reviewed": or(string(r.Reviewed)), "endedBy": or(r.EndedBy.String()), "version": strconv.Itoa(r.Version), "office": or(r.Office),
		"attested": span{r.AttestedFrom, r.AttestedTo}.String(), "quote": r.Quote,
	}
	for _, role := range r.Roles {
		if v[role.Name] != "" {
			v[role.Name] += ","
		}
		v[role.Name] += string(role.Actor)
	}
	return thing{baseText(r), v}
}

func thingOfNode(n *store.RelationNode) thing {
	x := thingOf(n.Relation)
	x.values["certain"] = "no"
	if n.Certain {
		x.values["certain"] = "yes"
	}
	x.values["fulfilled"] = "no"
	if n.FulfilledBy != nil {
		x.values["fulfilled"] = span{n.FulfilledBy.ValidFrom, n.FulfilledBy.ValidTo}.String()
	}
	return x
}

// matches reports whether a thing is what the pattern describes.
func (p pattern) matches(x thing) bool {
	if p.base != x.base {
		return false
	}
	for key, want := range p.wants {
		switch got := x.values[key]; {
		case key == "quote" && strings.Contains(got, want), got == want:
		default:
			return false
		}
	}
	return true
}
