package storetest

import (
	"testing"

	"rawabit/store"
)

// Run runs the suite. open returns an empty store, which the suite closes; it may
// be called often, but never before the store that it returned last was closed.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	t.Helper()
	t.Run("read", func(t *testing.T) {
		s := open(t)
		defer closeStore(t, s)
		Load(t, s)
		for _, one := range []struct {
			name string
			test func(t *testing.T, s store.Store)
		}{
			{"actor", testActor}, {"search", testSearch}, {"actors", testActors}, {"selection", testSelection},
			{"filter", testFilter}, {"date", testDates}, {"order", testOrder}, {"pages", testPages}, {"cursor", testCursors},
			{"paths", testPaths}, {"overlapping", testOverlapping}, {"neighborhood", testNeighborhood},
			{"dyad", testDyad}, {"relation", testRelation}, {"articles", testArticles}, {"changes", testChanges},
			{"stats", testStats}, {"expired", testExpired},
		} {
			t.Run(one.name, func(t *testing.T) { one.test(t, s) })
		}
	})
	for _, one := range []struct {
		name string
		test func(t *testing.T, s store.Store)
	}{
		{"empty", testEmpty}, {"again", testAgain}, {"known", testKnown}, {"replace", testReplace}, {"refuse", testRefuse},
		{"between pages", testBetweenPages}, {"decide", testDecide}, {"merge", testMerge}, {"split", testSplit}, {"feed", testFeed}, {"order of arrival", testArrival},
		{"rebuild", testRebuild}, {"spelling", testSpelling}, {"archive", testArchive}, {"damaged archive", testDamaged}, {"together", testTogether}, {"alerts", testAlerts},
	} {
		t.Run(one.name, func(t *testing.T) {
			s := open(t)
			defer closeStore(t, s)
			one.test(t, s)
		})
	}
}

func closeStore(t testing.TB, s store.Store) {
	t.Helper()
	if err := s.Close(t.Context()); err != nil {
		t.Errorf("close: %v", err)
	}
}
