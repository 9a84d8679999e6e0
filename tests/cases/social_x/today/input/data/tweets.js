window.YTD.tweets.part0 = [
  {
    "tweet": {
      "id_str": "1",
      "id": "1",
      "created_at": "Mon May 06 14:03:09 +0000 2024",
      "full_text": "Des prunes chez @AnnArcher et @bob_b !",
      "entities": {
        "hashtags": [],
        "user_mentions": [
          {
            "name": "Ann Archer",
            "screen_name": "AnnArcher",
            "id_str": "201",
            "id": "201",
            "indices": [
              "0",
              "4"
            ]
          },
          {
            "name": "Bob Baker 🍐",
            "screen_name": "bob_b",
            "id_str": "202",
            "id": "202",
            "indices": [
              "0",
              "4"
            ]
          }
        ]
      },
      "lang": "fr"
    }
  },
  {
    "tweet": {
      "id_str": "2",
      "id": "2",
      "created_at": "Tue May 07 01:02:03 +0000 2024",
      "full_text": "@AnnArcher @bob_b oui",
      "entities": {
        "hashtags": [],
        "user_mentions": [
          {
            "name": "Ann Archer",
            "screen_name": "AnnArcher",
            "id_str": "201",
            "id": "201",
            "indices": [
              "0",
              "4"
            ]
          },
          {
            "name": "Bob Baker 🍐",
            "screen_name": "bob_b",
            "id_str": "202",
            "id": "202",
            "indices": [
              "0",
              "4"
            ]
          }
        ]
      },
      "lang": "fr",
      "in_reply_to_user_id_str": "201",
      "in_reply_to_user_id": "201",
      "in_reply_to_screen_name": "AnnArcher",
      "in_reply_to_status_id_str": "77"
    }
  },
  {
    "tweet": {
      "id_str": "3",
      "id": "3",
      "created_at": "Mon May 06 14:03:09 +0000 2024",
      "full_text": "et la suite",
      "entities": {
        "hashtags": [],
        "user_mentions": []
      },
      "lang": "fr",
      "in_reply_to_user_id_str": "100",
      "in_reply_to_user_id": "100",
      "in_reply_to_screen_name": "Zoe_C",
      "in_reply_to_status_id_str": "77"
    }
  },
  {
    "tweet": {
      "id_str": "4",
      "id": "4",
      "created_at": "Mon May 06 14:03:09 +0000 2024",
      "full_text": "RT @bob_b: prunes",
      "entities": {
        "hashtags": [],
        "user_mentions": [
          {
            "name": "Bob Baker 🍐",
            "screen_name": "bob_b",
            "id_str": "202",
            "id": "202",
            "indices": [
              "0",
              "4"
            ]
          }
        ]
      },
      "lang": "fr"
    }
  },
  {
    "tweet": {
      "id_str": "5",
      "id": "5",
      "created_at": "Mon May 06 14:03:09 +0000 2024",
      "full_text": "à personne",
      "entities": {
        "hashtags": [],
        "user_mentions": []
      },
      "lang": "fr"
    }
  },
  {
    "tweet": {
      "id_str": "6",
      "id": "6",
      "created_at": "no date",
      "full_text": "@gone_d réponse",
      "entities": {
        "hashtags": [],
        "user_mentions": []
      },
      "lang": "fr",
      "in_reply_to_user_id_str": "205",
      "in_reply_to_user_id": "205",
      "in_reply_to_screen_name": "gone_d",
      "in_reply_to_status_id_str": "77"
    }
  }
]
