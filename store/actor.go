package store

import (
	"cmp"
	"slices"
	"strings"

	"rawabit/schema"
)

// Formed reports whether an actor is an organ that readings form of its state's
// name: each article names it in its own words.
func Formed(a *schema.Actor) bool {
	return a.Wikidata == "" && a.PartOf != "" && strings.HasPrefix(string(a.ID), string(a.PartOf)+".")
}

// MergeActor returns what is known of an actor that is stored once a reading has
// found it again. What the registry knows stands before what was found, the
// newer version of the registry before the older. Between two findings, which
// organs that were formed are too, the result does not depend on which came
// first.
func MergeActor(stored, found schema.Actor) schema.Actor {
	switch {
	case stored.Known && found.Known && Formed(&stored) && Formed(&found):
	case found.Known:
		return withNames(found, stored, !stored.Known)
	case stored.Known:
		return withNames(stored, found, true)
	}
	out := stored
	out.Type = leastOf(stored.Type, found.Type)
	out.NameAr = leastOf(stored.NameAr, found.NameAr)
	out.NameEn = leastOf(stored.NameEn, found.NameEn)
	out.Wikidata = leastOf(stored.Wikidata, found.Wikidata)
	out.PartOf = leastOf(stored.PartOf, found.PartOf)
	out.Within = leastOf(stored.Within, found.Within)
	out.Name = leastOf(stored.Name, found.Name)
	if name := cmp.Or(out.NameAr, out.NameEn); name != "" {
		out.Name = name
	}
	out = withNames(out, stored, true)
	return withNames(out, found, true)
}

// leastOf returns the lesser of two values, an empty one being none.
func leastOf[T ~string](a, b T) T {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// withNames adds the names of another finding of the same actor to those of a,
// sorted if there is anything to add.
func withNames(a, other schema.Actor, add bool) schema.Actor {
	if !add {
		return a
	}
	have := map[string]bool{a.Name: true, a.NameAr: true, a.NameEn: true, "": true}
	for _, name := range a.Names {
		have[name.Text] = true
	}
	names := slices.Clone(a.Names)
	take := func(name schema.Name) {
		if !have[name.Text] {
			have[name.Text] = true
			names = append(names, name)
		}
	}
	take(schema.Name{Text: other.NameAr, Lang: "ar", Kind: schema.NameAlias})
	take(schema.Name{Text: other.NameEn, Lang: "en", Kind: schema.NameAlias})
	if other.NameAr == "" && other.NameEn == "" {
		take(schema.Name{Text: other.Name, Lang: "ar", Kind: schema.NameAlias})
	}
	for _, name := range other.Names {
		take(name)
	}
	if len(names) == len(a.Names) {
		return a
	}
	slices.SortStableFunc(names, func(x, y schema.Name) int {
		return cmp.Or(cmp.Compare(x.Lang, y.Lang), cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Text, y.Text))
	})
	a.Names = names
	return a
}

// SameActor reports whether two versions of an actor are equal.
func SameActor(a, b *schema.Actor) bool {
	x, y := *a, *b
	x.Names, y.Names = nil, nil
	return x.ID == y.ID && x.Type == y.Type && x.Name == y.Name && x.NameAr == y.NameAr && x.NameEn == y.NameEn &&
		x.Wikidata == y.Wikidata && x.Known == y.Known && x.PartOf == y.PartOf && x.Within == y.Within && slices.Equal(a.Names, b.Names)
}

// CheckActor reports an actor that cannot be stored (INVALID_INPUT,
// UNKNOWN_TYPE) and fills in a main name that is missing.
func CheckActor(a *schema.Actor) error {
	if a.ID == "" {
		return schema.Errorf(schema.CodeInvalid, "an actor has no id")
	}
	if !a.Type.Valid() {
		return schema.Errorf(schema.CodeUnknownType, "actor %s has the type %q, which is not one of PERSON, STATE, ARMED_FORCE, ORGANIZATION, PLACE, FACILITY, GROUP", a.ID, a.Type)
	}
	if a.Name == "" {
		a.Name = cmp.Or(a.NameAr, a.NameEn)
	}
	if a.Name == "" {
		return schema.Errorf(schema.CodeInvalid, "actor %s has no name", a.ID)
	}
	return nil
}
