package store_test

import (
	"testing"

	"rawabit/schema"
	"rawabit/store"
)

// TestMergeFormed merges what articles call one organ, in every order: the actor
// is the same, and keeps all names.
func TestMergeFormed(t *testing.T) {
	called := func(name string) schema.Actor {
		return schema.Actor{ID: "sahel.intelligence", Type: schema.ArmedForce, Name: name, NameAr: name, Known: true, PartOf: "sahel"}
	}
	names := [...]string{"جهاز استخبارات الساحل", "استخبارات الساحل", "مخابرات الساحل"}
	var want schema.Actor
	for i, order := range [][3]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {0, 2, 1}} {
		got := called(names[order[0]])
		for _, n := range order {
			got = store.MergeActor(got, called(names[n]))
		}
		if i == 0 {
			want = got
		}
		if !store.SameActor(&got, &want) || len(got.Names) != 2 || !got.Known {
			t.Errorf("order %v: %+v, want %+v", order, got, want)
		}
	}
}
