package graphqlapi_test

import (
	"runtime"
	"syscall"
	"testing"
	"time"
)

// cpu returns the time that a function takes on its processor, whatever else the
// machine does.
func cpu(t *testing.T, work func()) time.Duration {
	t.Helper()
	const thread = 1 // RUSAGE_THREAD
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	used := func() time.Duration {
		var r syscall.Rusage
		if err := syscall.Getrusage(thread, &r); err != nil {
			t.Fatal(err)
		}
		return time.Duration(r.Utime.Nano() + r.Stime.Nano())
	}
	begun := used()
	work()
	return used() - begun
}
