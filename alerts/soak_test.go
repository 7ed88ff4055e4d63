//go:build soak

package alerts_test

import (
	"testing"
	"time"
)

// TestKilledAtLength kills the sender of ten thousand changes thirty times.
func TestKilledAtLength(t *testing.T) { testKilled(t, 10000, 30, 5*time.Minute) }
