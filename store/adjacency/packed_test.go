package adjacency_test

import (
	"reflect"
	"testing"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/adjacency"
)

// TestVersionsComeBackWhole fills every field of a relation, puts it into a graph
// and reads it again, so that a new field is not forgotten.
func TestVersionsComeBackWhole(t *testing.T) {
	full := schema.Relation{Type: schema.Leads, Source: "a", Target: "b", Modality: schema.Planned}
	n := 0
	v := reflect.ValueOf(&full).Elem()
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			fill(v.Field(i), &n)
		}
	}
	full.RetractedAt = time.Time{}
	bare := schema.Relation{ID: "bare", Version: 1, Type: schema.Met, Source: "b", Target: "a", Modality: schema.Actual, Claims: []schema.ClaimID{"c"}}
	graph := adjacency.New(adjacency.Options{})
	actors := []schema.Actor{{ID: "a", Type: schema.Person, Name: "أ"}, {ID: "b", Type: schema.State, Name: "ب"}}
	if err := graph.Apply(adjacency.Batch{Actors: actors, Relations: []schema.Relation{full, bare}, At: time.Unix(1, 0)}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []schema.Relation{full, bare} {
		node, err := graph.Relation(t.Context(), store.RelationQuery{ID: want.ID})
		if err != nil || node == nil {
			t.Fatalf("relation %s: %v", want.ID, err)
		}
		if !reflect.DeepEqual(*node.Relation, want) {
			t.Errorf("came back as\n%+v, want\n%+v", *node.Relation, want)
		}
	}
	err := graph.Apply(adjacency.Batch{Relations: []schema.Relation{{ID: "x", Type: schema.Met, Source: "a", Target: "nobody"}}})
	if err == nil {
		t.Error("a relation of an unknown actor was taken")
	}
	err = graph.Apply(adjacency.Batch{Relations: []schema.Relation{{ID: "x", Type: "LIKES", Source: "a", Target: "b"}}})
	if err == nil {
		t.Error("a relation of an unknown type was taken")
	}
}

// fill gives every field a value of its own.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.UnixMicro(1_700_000_000_000_000 + int64(*n)).UTC()))
		return
	case schema.Date:
		v.Set(reflect.ValueOf(schema.NewDate(2000+*n, 1+*n%12, 1+*n%28)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("نص " + string(rune('a'+*n%26)) + string(rune('0'+*n/26)))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 7)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	}
}
