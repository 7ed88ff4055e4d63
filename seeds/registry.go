package seeds

import (
	"io/fs"
	"strings"
	"sync"

	"rawabit/schema"
)

// Entry is an actor of the registry with the forms that the reader matches.
type Entry struct {
	schema.Actor
	Row      Row
	ShortAr  []string // names that hold only once the article has named the actor in full
	Nisba    []string // masculine singular relative adjectives: "روسي"
	NisbaPl  []string // irregular plurals of them: "روس"
	Capital  schema.ActorID
	AliasAr  []string
	AliasEn  []string
	SortRank int // position in the data, for stable ties
}

// Office is one tenure: a person held an office of a body.
type Office struct {
	Row      Row
	Person   schema.ActorID
	Relation schema.RelationType
	Body     schema.ActorID
	Title    string // id in the titles
	Span     schema.Span
}

// Registry is what is known of actors before any article is read.
type Registry struct {
	Entries []*Entry
	Offices []Office
	// Doubles says which entries were passed over because their id stands before.
	Doubles []error
	byID    map[schema.ActorID]*Entry
}

// Entry returns the entry of an id, nil when there is none.
func (r *Registry) Entry(id schema.ActorID) *Entry { return r.byID[id] }

var defaultRegistry = sync.OnceValues(func() (*Registry, error) { return ReadRegistry(files) })

// DefaultRegistry returns the shipped registry.
func DefaultRegistry() (*Registry, error) { return defaultRegistry() }

// ReadRegistry reads actors/*.tsv of a file system. Errors have code
// INVALID_INPUT and name the file and the line.
func ReadRegistry(fsys fs.FS) (*Registry, error) {
	rows, err := readTables(fsys, "actors/*.tsv")
	if err != nil {
		return nil, err
	}
	reg := &Registry{byID: make(map[schema.ActorID]*Entry, len(rows))}
	for _, row := range rows {
		if strings.HasPrefix(row.File, "actors/offices") {
			office, err := parseOffice(row)
			if err != nil {
				return nil, err
			}
			reg.Offices = append(reg.Offices, office)
			continue
		}
		entry, err := parseEntry(row)
		if err != nil {
			return nil, err
		}
		if former := reg.byID[entry.ID]; former != nil {
			reg.Doubles = append(reg.Doubles, row.Errorf("actor %q stands already in %s, line %d", entry.ID, former.Row.File, former.Row.Line))
			continue
		}
		entry.SortRank = len(reg.Entries)
		reg.byID[entry.ID] = entry
		reg.Entries = append(reg.Entries, entry)
	}
	return reg, nil
}

func parseEntry(row Row) (*Entry, error) {
	e := &Entry{Row: row}
	e.ID, e.Type = schema.ActorID(row.Cell(0)), schema.ActorType(row.Cell(1))
	e.Wikidata, e.NameAr, e.NameEn = row.Cell(2), row.Cell(3), row.Cell(4)
	e.AliasAr, e.AliasEn, e.ShortAr = row.List(5), row.List(6), row.List(7)
	e.PartOf, e.Within = schema.ActorID(row.Cell(8)), schema.ActorID(row.Cell(9))
	for _, n := range row.List(10) {
		if pl, ok := strings.CutPrefix(n, "pl="); ok {
			e.NisbaPl = append(e.NisbaPl, pl)
		} else {
			e.Nisba = append(e.Nisba, n)
		}
	}
	e.Capital = schema.ActorID(row.Cell(11))
	e.Known = true
	if e.Name = e.NameAr; e.Name == "" {
		e.Name = e.NameEn
	}
	if e.ID == "" || e.Name == "" {
		return nil, row.Errorf("an actor needs an id and a name")
	}
	if !e.Type.Valid() {
		return nil, row.Errorf("actor type %q is not one of PERSON, STATE, ARMED_FORCE, ORGANIZATION, PLACE, FACILITY, GROUP", e.Type)
	}
	add := func(list []string, lang string, kind schema.NameKind) {
		for _, text := range list {
			e.Names = append(e.Names, schema.Name{Text: text, Lang: lang, Kind: kind})
		}
	}
	add(e.AliasAr, "ar", schema.NameAlias)
	add(e.AliasEn, "en", schema.NameAlias)
	add(e.ShortAr, "ar", schema.NameShort)
	return e, nil
}

func parseOffice(row Row) (Office, error) {
	o := Office{
		Row: row, Person: schema.ActorID(row.Cell(0)), Relation: schema.RelationType(row.Cell(1)),
		Body: schema.ActorID(row.Cell(2)), Title: row.Cell(3),
	}
	if o.Relation != schema.Leads && o.Relation != schema.MemberOf {
		return o, row.Errorf("an office is LEADS or MEMBER_OF, not %q", o.Relation)
	}
	var err error
	if o.Span.From, err = schema.ParseDate(row.Cell(4)); err == nil {
		o.Span.To, err = schema.ParseDate(row.Cell(5))
	}
	if err != nil {
		return o, row.Errorf("%v", err)
	}
	return o, nil
}
