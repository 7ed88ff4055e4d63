package main

import "fmt"

type versionCommand struct{}

func (versionCommand) Run(s *streams) error {
	_, err := fmt.Fprintln(s.out, "rawabit", version)
	return err
}
