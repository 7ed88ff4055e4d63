package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"rawabit/schema"
)

// maxLine is the length that a line may have.
const maxLine = 16 << 20

// LineError is what is wrong with one line of a file, which counts from 1.
type LineError struct {
	Line int
	Err  error
}

// Error says the line and what is wrong with it.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns what is wrong.
func (e *LineError) Unwrap() error { return e.Err }

// record is one line of the graph format.
type record struct {
	actor    *schema.Actor    // either this
	relation *schema.Relation // or this
}

// parseLine reads a line of the graph format.
func parseLine(data []byte) (record, error) {
	var kind struct {
		Kind string `json:"kind"`
	}
	if err := decodeLine(data, &kind); err != nil {
		return record{}, err
	}
	switch kind.Kind {
	case kindActor:
		a, err := parseActor(data)
		return record{actor: a}, err
	case kindRelation:
		r, err := parseRelation(data)
		return record{relation: r}, err
	case "":
		return record{}, schema.Errorf(schema.CodeInvalid, `it has no "kind"; a line of a graph is {"kind":"actor",…} or {"kind":"relation",…}`)
	}
	return record{}, schema.Errorf(schema.CodeInvalid, `its "kind" is %.40q; a line of a graph is of kind "actor" or "relation"`, kind.Kind)
}

func decodeLine(data []byte, into any) error {
	err := json.Unmarshal(data, into)
	if err == nil {
		return nil
	}
	var coded *schema.Error
	if errors.As(err, &coded) {
		return err
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return schema.Errorf(schema.CodeInvalid, "%q must not be a %s", wrong.Field, wrong.Value)
	}
	return schema.Errorf(schema.CodeInvalid, "it is not JSON: %v", err)
}

func parseActor(data []byte) (*schema.Actor, error) {
	var l actorLine
	if err := decodeLine(data, &l); err != nil {
		return nil, err
	}
	a := &schema.Actor{
		ID: l.ID, Type: l.Type, Name: l.Name, NameAr: l.NameAr, NameEn: l.NameEn, Names: l.Aliases,
		Wikidata: l.Wikidata, Known: l.Known, PartOf: l.PartOf, Within: l.Within,
	}
	switch {
	case a.ID == "":
		return nil, schema.Errorf(schema.CodeInvalid, `the actor has no "id"`)
	case !a.Type.Valid():
		return nil, schema.Errorf(schema.CodeUnknownType, "actor %s is of type %q, which is not in the vocabulary", a.ID, a.Type)
	}
	takeNames(a, l.Names)
	if a.Name == "" {
		return nil, schema.Errorf(schema.CodeInvalid, "actor %s has no name", a.ID)
	}
	return a, nil
}

// takeNames adds main names by language to an actor.
func takeNames(a *schema.Actor, names map[string]string) {
	languages := make([]string, 0, len(names))
	for lang := range names {
		languages = append(languages, lang)
	}
	slices.Sort(languages)
	for _, lang := range languages {
		text := names[lang]
		switch {
		case text == "":
		case lang == "ar" && (a.NameAr == "" || a.NameAr == text):
			a.NameAr = text
		case lang == "en" && (a.NameEn == "" || a.NameEn == text):
			a.NameEn = text
		case text != a.Name:
			a.Names = append(a.Names, schema.Name{Text: text, Lang: lang, Kind: schema.NameAlias})
		}
	}
	for _, name := range [...]string{a.NameAr, a.NameEn} {
		if a.Name == "" {
			a.Name = name
		}
	}
	if a.Name == "" && len(a.Names) > 0 {
		a.Name = a.Names[0].Text
		a.Names = a.Names[1:]
	}
}

func parseRelation(data []byte) (*schema.Relation, error) {
	l := relationLine{Modality: schema.Actual, Confidence: 1}
	if err := decodeLine(data, &l); err != nil {
		return nil, err
	}
	r := &schema.Relation{
		ID: l.ID, Type: l.Type, Source: l.Source, Target: l.Target, Roles: l.Roles, ValidFrom: l.ValidFrom, ValidTo: l.ValidTo,
		DateBasis: l.DateBasis, Ended: l.Ended, Modality: l.Modality, Confidence: l.Confidence, Office: l.Office,
	}
	switch {
	case r.ID == "":
		return nil, schema.Errorf(schema.CodeInvalid, `the relation has no "id"`)
	case !r.Type.Valid():
		return nil, schema.Errorf(schema.CodeUnknownType, "relation %s is of type %q, which is not in the vocabulary", r.ID, r.Type)
	case r.Source == "" || r.Target == "":
		return nil, schema.Errorf(schema.CodeInvalid, `relation %s has no "source" or no "target"`, r.ID)
	case !r.Modality.Valid():
		return nil, schema.Errorf(schema.CodeInvalid, "relation %s is of modality %q; the modalities are ACTUAL, PLANNED, POSSIBLE, DENIED", r.ID, r.Modality)
	case r.Confidence < 0 || r.Confidence > 1:
		return nil, schema.Errorf(schema.CodeInvalid, "relation %s has the confidence %v, which is not between 0 and 1", r.ID, r.Confidence)
	case !r.ValidFrom.IsZero() && !r.ValidTo.IsZero() && r.ValidTo.Latest() < r.ValidFrom.Earliest():
		return nil, schema.Errorf(schema.CodeInvalidDate, "relation %s ends on %s, before it begins on %s", r.ID, r.ValidTo, r.ValidFrom)
	case !validBasis(r.DateBasis):
		return nil, schema.Errorf(schema.CodeInvalid, "relation %s has the date basis %q; the bases are EXPLICIT, RELATIVE, CONTEXT, RULE, NONE", r.ID, r.DateBasis)
	}
	for _, role := range r.Roles {
		if role.Name == "" || role.Actor == "" {
			return nil, schema.Errorf(schema.CodeInvalid, "a role of relation %s has no name or no actor", r.ID)
		}
	}
	return r, nil
}

func validBasis(b schema.DateBasis) bool {
	switch b {
	case "", schema.BasisExplicit, schema.BasisRelative, schema.BasisContext, schema.BasisRule, schema.BasisNone:
		return true
	}
	return false
}

// lines calls f with each line that is not blank, and its number. What f is
// handed is good until it returns.
func lines(in io.Reader, f func(line int, data []byte) error) error {
	scan := bufio.NewScanner(in)
	scan.Buffer(make([]byte, 0, 1<<16), maxLine)
	n := 0
	for scan.Scan() {
		n++
		data := bytes.TrimSpace(scan.Bytes())
		if n == 1 {
			data = bytes.TrimPrefix(data, []byte("\ufeff"))
		}
		if len(data) == 0 {
			continue
		}
		if err := f(n, data); err != nil {
			return err
		}
	}
	if err := scan.Err(); errors.Is(err, bufio.ErrTooLong) {
		return &LineError{n + 1, schema.Errorf(schema.CodeLimit, "it is longer than %d MB", maxLine>>20)}
	} else if err != nil {
		return fmt.Errorf("read the graph: %w", err)
	}
	return nil
}
