package storetest

import (
	"slices"
	"strings"
	"testing"

	"rawabit/schema"
	"rawabit/store"
)

// label names a relation in what tests expect.
func label(r *schema.Relation) string {
	if strings.HasPrefix(string(r.ID), "i-") {
		return string(r.ID)
	}
	return strings.ToLower(string(r.Type)) + ":" + string(r.Source) + ">" + string(r.Target)
}

func labels(nodes []*store.RelationNode) string {
	list := make([]string, len(nodes))
	for i, n := range nodes {
		list[i] = label(n.Relation)
	}
	return strings.Join(list, " ")
}

func actorIDs(nodes []*store.ActorNode) string {
	list := make([]string, len(nodes))
	for i, n := range nodes {
		list[i] = string(n.ID)
	}
	return strings.Join(list, " ")
}

// sorted brings labels into one order, for what has none.
func sorted(text string) string {
	list := strings.Fields(text)
	slices.Sort(list)
	return strings.Join(list, " ")
}

// wantText compares what was got with what was wanted.
func wantText(t testing.TB, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
}

func wantCode(t testing.TB, what string, err error, code schema.Code) {
	t.Helper()
	if schema.ErrorCode(err) != code {
		t.Errorf("%s: error %v with code %q, want code %q", what, err, schema.ErrorCode(err), code)
	}
	if err != nil && schema.UserMessage(err) == "internal error" {
		t.Errorf("%s: error %v has no message for people", what, err)
	}
}
