package seeds

import (
	"regexp"
	"strings"

	"rawabit/schema"
)

var (
	idForm       = regexp.MustCompile(`^[a-z0-9]+(?:[-.][a-z0-9]+)*$`)
	wikidataForm = regexp.MustCompile(`^Q[1-9][0-9]*$`)
)

// CheckRegistry looks for what no single line shows: actors that stand twice,
// references to none, containment in a circle, names that mean two actors without
// either having been introduced, offices of nobody. Each error names the file and
// the line. The lexicon is asked for the titles.
func CheckRegistry(r *Registry, l *Lexicon) []error {
	c := registryCheck{registry: r, errs: append([]error(nil), r.Doubles...)}
	c.entries()
	c.names()
	c.offices(l)
	return c.errs
}

type registryCheck struct {
	registry *Registry
	errs     []error
}

func (c *registryCheck) errorf(row Row, format string, args ...any) {
	c.errs = append(c.errs, row.Errorf(format, args...))
}

func (c *registryCheck) entries() {
	items := map[string]*Entry{}
	for _, e := range c.registry.Entries {
		if !idForm.MatchString(string(e.ID)) {
			c.errorf(e.Row, "id %q is not of the form long-war-journal", e.ID)
		}
		if e.Wikidata != "" {
			if !wikidataForm.MatchString(e.Wikidata) {
				c.errorf(e.Row, "%q is no id of Wikidata, such as Q7747", e.Wikidata)
			} else if former := items[e.Wikidata]; former != nil {
				c.errorf(e.Row, "%s and %s are both %s", e.ID, former.ID, e.Wikidata)
			} else {
				items[e.Wikidata] = e
			}
		}
		for _, ref := range []struct {
			column string
			id     schema.ActorID
		}{{"partOf", e.PartOf}, {"within", e.Within}, {"capital", e.Capital}} {
			if ref.id != "" && c.registry.Entry(ref.id) == nil {
				c.errorf(e.Row, "%s %q is no actor of the registry", ref.column, ref.id)
			}
		}
		c.circle(e, "partOf", func(e *Entry) schema.ActorID { return e.PartOf })
		c.circle(e, "within", func(e *Entry) schema.ActorID { return e.Within })
	}
}

// circle reports an actor that contains itself.
func (c *registryCheck) circle(e *Entry, column string, up func(*Entry) schema.ActorID) {
	at := e
	for range len(c.registry.Entries) {
		if at = c.registry.Entry(up(at)); at == nil {
			return
		}
		if at == e {
			c.errorf(e.Row, "%s of %s leads back to itself", column, e.ID)
			return
		}
	}
}

// names asks that a name that needs no introduction means one actor. A state and
// a place may share one: «موسكو» is the power where it acts and the city where
// something happens. So may a place and another that lies within it, as a
// province and its capital do.
func (c *registryCheck) names() {
	owners := map[string][]*Entry{}
	for _, e := range c.registry.Entries {
		mine := map[string]bool{}
		for _, text := range append([]string{e.NameAr, e.NameEn}, append(e.AliasAr, e.AliasEn...)...) {
			key := schema.FoldText(text)
			if key == "" || mine[key] {
				continue
			}
			mine[key] = true
			for _, other := range owners[key] {
				if !mayShare(e, other) {
					c.errorf(e.Row, "%q means %s and also %s (%s, line %d); a name that only an introduced actor has belongs into shortAr", text, e.ID, other.ID, other.Row.File, other.Row.Line)
				}
			}
			owners[key] = append(owners[key], e)
		}
	}
}

func mayShare(a, b *Entry) bool {
	place := func(e *Entry) bool { return e.Type == schema.Place || e.Type == schema.Facility }
	if place(a) != place(b) {
		return true
	}
	return place(a) && (a.Within == b.ID || b.Within == a.ID)
}

func (c *registryCheck) offices(l *Lexicon) {
	titles := map[string]bool{}
	for _, t := range l.Titles {
		titles[t.ID] = true
	}
	seen := map[string]Row{}
	for _, o := range c.registry.Offices {
		person, body := c.registry.Entry(o.Person), c.registry.Entry(o.Body)
		switch {
		case person == nil:
			c.errorf(o.Row, "person %q is no actor of the registry", o.Person)
		case person.Type != schema.Person:
			c.errorf(o.Row, "%q is a %s, no PERSON", o.Person, person.Type)
		}
		if body == nil && !c.organ(o.Body) {
			c.errorf(o.Row, "body %q is no actor of the registry", o.Body)
		}
		if !titles[o.Title] {
			c.errorf(o.Row, "office %q is no title of lexicon/titles.tsv", o.Title)
		}
		if !o.Span.From.IsZero() && !o.Span.To.IsZero() && o.Span.To.Latest() < o.Span.From.Earliest() {
			c.errorf(o.Row, "the office ends before it begins")
		}
		key := strings.Join([]string{string(o.Person), string(o.Relation), string(o.Body), o.Title, o.Span.From.String()}, "|")
		if former, ok := seen[key]; ok {
			c.errorf(o.Row, "the office stands already in %s, line %d", former.File, former.Line)
		}
		seen[key] = o.Row
	}
}

// organ reports whether an id is that of an organ of an actor of the registry:
// syria.foreign-ministry.
func (c *registryCheck) organ(id schema.ActorID) bool {
	owner, organ, ok := strings.Cut(string(id), ".")
	return ok && organ != "" && c.registry.Entry(schema.ActorID(owner)) != nil
}
