package com.example.built;

import com.example.Being;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** An entity as frameworks like them. Gets its slot at build time. */
public class Person extends Being implements Serializable, Cloneable {
    private String name;
    protected int age;
    private transient String cached = "cached";
    private List<Person> friends = new ArrayList<>();

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public int getAge() {
        return age;
    }

    public void setAge(int age) {
        this.age = age;
    }

    public List<Person> getFriends() {
        return friends;
    }

    public void setFriends(List<Person> friends) {
        this.friends = friends;
    }

    @Override
    public Person clone() {
        try {
            return (Person) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
