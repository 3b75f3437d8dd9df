package com.example.built;

/** Shares the slot of its superclass. */
public final class Employee extends Person {
    private double salary = 1.5;

    public double getSalary() {
        return salary;
    }

    public void setSalary(double salary) {
        this.salary = salary;
    }
}
